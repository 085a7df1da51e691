package dev.spotter.devserver;

import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stands before Javalin: a request is judged by its head, and goes on once its body is there. A servlet would keep a thread while a body comes,
 * and would read one that nobody wants.
 */
final class Gate extends Handler.Wrapper {
    private final Exchange.Shared shared;
    private final Map<String, String> headers;

    /** @param headers that every refusal has */
    Gate(Exchange.Shared shared, Map<String, String> headers) {
        this.shared = shared;
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        AnswerWriter writer = new AnswerWriter(request, response, callback, headers, shared.open());
        new Exchange(shared, request, writer, new Passage(super::handle, request, response)).start();
        return true;
    }
}
