package dev.spotter.devserver;

import dev.spotter.api.ApiResponse;
import dev.spotter.api.internal.Refusals;
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
 * Sends the response to one request without Javalin, and discards a body that nobody reads. No thread waits for the
 * client to take the response.
 *
 * @param moreHeaders that every response has
 */
record ResponseWriter(
        Request request, Response response, Callback callback, Map<String, String> moreHeaders, OpenBodies open) {
    /** Sends a response to a request whose body was read, or has none. */
    void write(ApiResponse apiResponse) {
        send(apiResponse, callback);
    }

    /** Sends a response before the body is read; the body is discarded afterwards. */
    void writeUnread(ApiResponse apiResponse) {
        unread(sent -> send(apiResponse, sent));
    }

    /**
     * Responds to a request before its body is read; the body is discarded afterwards.
     *
     * @param sender sends the response, and calls its argument when it is sent
     */
    void unread(Consumer<Callback> sender) {
        if (request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString())) {
            sender.accept(callback);
            return;
        }
        Content.Chunk first = request.read();
        if (first == null) {
            sender.accept(Callback.from(this::discard, callback::failed));
            return;
        }
        first.release();
        if (Content.Chunk.isFailure(first)) {
            write(Refusals.unreadableBody());
        } else {
            sender.accept(first.isLast() ? callback : Callback.from(this::discard, callback::failed));
        }
    }

    private void discard() {
        DiscardedBody.discard(request, open, callback::succeeded);
    }

    private void send(ApiResponse apiResponse, Callback sent) {
        moreHeaders.forEach(response.getHeaders()::put);
        apiResponse.headers().forEach(response.getHeaders()::put);
        response.setStatus(apiResponse.status());
        byte[] body = apiResponse.body();
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, request.getMethod().equals("HEAD") ? null : ByteBuffer.wrap(body), sent);
    }
}
