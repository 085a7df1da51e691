package dev.spotter.devserver;

import dev.spotter.api.HttpResponse;
import dev.spotter.core.error.InvalidRequestException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty cannot read as a request, such as a path with a broken escape, as a problem like any other. */
record UnreadableRequests(Backend backend) implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        HttpResponse answer =
                backend.failure(new InvalidRequestException("request", "the request cannot be read as HTTP"));
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }
}
