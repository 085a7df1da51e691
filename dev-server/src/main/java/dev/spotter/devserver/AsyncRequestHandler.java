package dev.spotter.devserver;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Handles requests before Javalin: refuses by the head, reads the body without blocking, then dispatches. A servlet
 * would keep a thread while a body comes, and would read a body that is not needed.
 */
final class AsyncRequestHandler extends Handler.Wrapper {
    private final Exchange.Shared shared;
    private final Map<String, String> headers;
    private final OpenConnections connections;

    /** @param headers that every refusal has */
    AsyncRequestHandler(Exchange.Shared shared, Map<String, String> headers, OpenConnections connections) {
        this.shared = shared;
        this.headers = headers;
        this.connections = connections;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Connection connection = request.getConnectionMetaData().getConnection();
        connections.work(connection);
        Request.addCompletionListener(request, failure -> connections.rest(connection));
        Response last = new LastStep(request, response, () -> connections.send(connection));
        ResponseWriter writer = new ResponseWriter(request, last, callback, headers, shared.open());
        new Exchange(shared, request, writer, new JavalinDispatch(super::handle, request, last)).start();
        return true;
    }

    /** After the response is written, only the client can delay the request, by reading slowly. */
    private static final class LastStep extends Response.Wrapper {
        private final Runnable begins;

        LastStep(Request request, Response response, Runnable begins) {
            super(request, response);
            this.begins = begins;
        }

        @Override
        public void write(boolean last, ByteBuffer bytes, Callback callback) {
            begins.run();
            super.write(last, bytes, callback);
        }
    }
}
