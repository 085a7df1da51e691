package dev.spotter.devserver;

import dev.spotter.api.HttpResponse;
import dev.spotter.api.Refusals;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends the answer to one request. No thread waits for the client to take it.
 *
 * @param moreHeaders that every answer has
 */
record AnswerWriter(
        Request request, Response response, Callback callback, Map<String, String> moreHeaders, OpenBodies open) {
    /** Sends an answer to a request whose body was read, or has none. */
    void write(HttpResponse answer) {
        send(answer, callback);
    }

    /** Sends an answer whatever the body; what there is of it is read away afterwards. */
    void writeUnread(HttpResponse answer) {
        if (request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString())) {
            write(answer);
            return;
        }
        Content.Chunk first = request.read();
        if (first == null) {
            send(answer, Callback.from(this::discard, callback::failed));
            return;
        }
        first.release();
        if (Content.Chunk.isFailure(first)) {
            write(Refusals.unreadableBody());
        } else {
            send(answer, first.isLast() ? callback : Callback.from(this::discard, callback::failed));
        }
    }

    private void discard() {
        UnwantedBody.discard(request, open, callback::succeeded);
    }

    private void send(HttpResponse answer, Callback sent) {
        moreHeaders.forEach(response.getHeaders()::put);
        answer.headers().forEach(response.getHeaders()::put);
        if (isKnown(answer)) {
            response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            response.write(true, null, sent);
            return;
        }
        response.setStatus(answer.status());
        byte[] body = Compression.of(answer, request, response);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, request.getMethod().equals("HEAD") ? null : ByteBuffer.wrap(body), sent);
    }

    /** Whether the client has this very answer already. */
    private boolean isKnown(HttpResponse answer) {
        // No tag of this server has a comma in it.
        List<String> known = request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH).stream()
                .flatMap(tags -> Stream.of(tags.split(",", -1)))
                .map(String::strip)
                .toList();
        return answer.status() == HttpStatus.OK_200
                && answer.header("ETag")
                        .filter(tag -> known.contains(tag) || known.contains("*"))
                        .isPresent();
    }
}
