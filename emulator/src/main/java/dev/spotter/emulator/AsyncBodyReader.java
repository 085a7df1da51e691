package dev.spotter.emulator;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Reads request bodies asynchronously: no thread waits for a slow one. */
final class AsyncBodyReader {
    private AsyncBodyReader() {}

    /** The step after the whole body of a request was read. */
    interface Step {
        void run() throws Exception;
    }

    /**
     * @param target gets the body
     * @param next runs after the whole body was read, and writes the response; its exception becomes the response
     */
    static void readThen(Request request, Response response, Callback callback, Content.Sink target, Step next) {
        Content.copy(
                request,
                target,
                Callback.from(
                        () -> run(request, response, callback, next),
                        failure -> Response.writeError(request, response, callback, failure)));
    }

    private static void run(Request request, Response response, Callback callback, Step next) {
        try {
            next.run();
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }
}
