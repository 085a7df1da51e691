package dev.spotter.devserver;

import dev.spotter.api.ApiRequest;
import io.javalin.http.Context;
import java.util.Objects;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Dispatches one request to Javalin, which gets it as a plain value with its body. */
record JavalinDispatch(Request.Handler javalin, Request request, Response response) {
    private static final String WHOLE = ApiRequest.class.getName();

    /**
     * Runs the route of the request; returns when the response is made.
     *
     * @param sent is called when the response is sent, or cannot be
     */
    void send(ApiRequest whole, Callback sent) {
        BufferedResponse buffered = new BufferedResponse(request, response);
        request.setAttribute(WHOLE, whole);
        try {
            Callback made = Callback.from(() -> buffered.send(sent), sent::failed);
            if (!javalin.handle(new ReadRequest(request), buffered, made)) {
                Response.writeError(request, response, sent, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, sent, e);
        } finally {
            // Its body need not be kept while the response is sent.
            request.removeAttribute(WHOLE);
        }
    }

    /** The request that was dispatched. */
    static ApiRequest request(Context context) {
        return Objects.requireNonNull(context.attribute(WHOLE));
    }

    /** A request whose body is not for Javalin to read: it has been read, or is left where it is. */
    private static final class ReadRequest extends Request.Wrapper {
        ReadRequest(Request request) {
            super(request);
        }

        @Override
        public Content.Chunk read() {
            return Content.Chunk.EOF;
        }

        @Override
        public boolean consumeAvailable() {
            return true;
        }
    }
}
