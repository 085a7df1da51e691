package dev.spotter.devserver;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.net.URI;
import java.util.Optional;

/** Handles the requests of an {@link HttpServer}. Thread-safe. */
public interface Backend {
    /** Declares the routes that it handles. */
    void addRoutes(RoutesConfig routes, Handler handler);

    /**
     * The response to a request, always; its body is empty where {@link #maxBodyBytes} is 0, and else has no more bytes
     * than that.
     */
    ApiResponse handle(ApiRequest request);

    /** The response where there is no request to hand over: it could not be read, or there was no room for it. */
    ApiResponse failure(RuntimeException failure);

    /** How many bytes of a request's body are of use at most; 0 where it need not be read. */
    long maxBodyBytes(ApiRequest head);

    /**
     * The response that needs no body; always there for a body of more than {@link #maxBodyBytes}.
     *
     * @param head without its body
     * @param bodyBytes how many the body has, as it was declared, or at least; negative if unknown
     */
    Optional<ApiResponse> refusal(ApiRequest head, long bodyBytes);

    /** The pattern of the routes that a request's path belongs to, for those who count requests; empty if none. */
    Optional<String> route(String path);

    /** Where the page may send to, besides its own origin. */
    default Optional<URI> pageSendsTo() {
        return Optional.empty();
    }
}
