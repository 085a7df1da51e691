package dev.spotter.devserver;

import dev.spotter.api.ApiResponse;
import dev.spotter.api.Refusals;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends what is answered to one request without Javalin, and looks after a body that nobody reads. No thread waits for
 * the client to take it.
 *
 * @param moreHeaders that every answer has
 */
record ResponseWriter(
        Request request, Response response, Callback callback, Map<String, String> moreHeaders, OpenBodies open) {
    /** Sends an answer to a request whose body was read, or has none. */
    void write(ApiResponse answer) {
        send(answer, callback);
    }

    /** Sends an answer whatever the body; what there is of it is read away afterwards. */
    void writeUnread(ApiResponse answer) {
        unread(sent -> send(answer, sent));
    }

    /**
     * Has a request answered whatever its body; what there is of it is read away afterwards.
     *
     * @param answer is given what is to be called when the answer is sent
     */
    void unread(Consumer<Callback> answer) {
        if (request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString())) {
            answer.accept(callback);
            return;
        }
        Content.Chunk first = request.read();
        if (first == null) {
            answer.accept(Callback.from(this::discard, callback::failed));
            return;
        }
        first.release();
        if (Content.Chunk.isFailure(first)) {
            write(Refusals.unreadableBody());
        } else {
            answer.accept(first.isLast() ? callback : Callback.from(this::discard, callback::failed));
        }
    }

    private void discard() {
        DiscardedBody.discard(request, open, callback::succeeded);
    }

    private void send(ApiResponse answer, Callback sent) {
        moreHeaders.forEach(response.getHeaders()::put);
        answer.headers().forEach(response.getHeaders()::put);
        response.setStatus(answer.status());
        byte[] body = answer.body();
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, request.getMethod().equals("HEAD") ? null : ByteBuffer.wrap(body), sent);
    }
}
