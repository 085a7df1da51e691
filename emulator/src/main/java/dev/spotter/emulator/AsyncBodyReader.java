package dev.spotter.emulator;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes bodies as they come: however slowly one does, no thread waits for it. */
final class AsyncBodyReader {
    private AsyncBodyReader() {}

    /** What is done with a request whose body is there. */
    interface Step {
        void run() throws Exception;
    }

    /**
     * @param target gets the body
     * @param next runs when it has all of it, and answers the request; what it throws becomes the answer
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
