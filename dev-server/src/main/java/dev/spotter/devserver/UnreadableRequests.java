package dev.spotter.devserver;

import dev.spotter.api.ApiResponse;
import dev.spotter.api.internal.Refusals;
import dev.spotter.core.error.BusyException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Responds to what Jetty refuses or does not hand to Javalin, such as a path with a broken escape, as a problem like
 * any other.
 */
record UnreadableRequests(Backend backend, OpenBodies open, Map<String, String> headers) implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        new ResponseWriter(request, response, callback, headers, open).write(apiResponse(request, response));
        return true;
    }

    private ApiResponse apiResponse(Request request, Response response) {
        Object cause = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
        if (cause instanceof EofException || cause instanceof TimeoutException) {
            // The client has gone, or has stopped in the middle of its request.
            return Refusals.unreadable(HttpStatus.REQUEST_TIMEOUT_408);
        }
        int status = cause instanceof HttpException refusal ? refusal.getCode() : response.getStatus();
        return switch (status) {
            // Javalin does not take a request without a path, as "OPTIONS *" is.
            case HttpStatus.NOT_FOUND_404 -> backend.handle(RequestHead.of(request));
            case HttpStatus.INTERNAL_SERVER_ERROR_500 ->
                backend.failure(new IllegalStateException(
                        "the server failed", cause instanceof Throwable thrown ? thrown : null));
            case HttpStatus.SERVICE_UNAVAILABLE_503 ->
                backend.failure(new BusyException("the server is stopping; try again later", Duration.ofSeconds(1)));
            default -> Refusals.unreadable(status);
        };
    }
}
