package dev.spotter.api;

import java.util.Optional;

/** The code for one method on one path. Thread-safe. */
public interface Route {
    /** The method, in upper case; {@code GET} includes {@code HEAD}. */
    String method();

    /** The path, compared exactly; a last segment in braces matches any one segment. */
    String path();

    /** The largest accepted body in bytes; 0 if the route has no body. */
    default long maxBodyBytes() {
        return 0;
    }

    /**
     * Refuses a request before its body is complete, if that is possible; {@link #handle} need not check it again.
     *
     * @param request its body may still be empty
     * @param bodyBytes the declared size of the body, or the size received so far; negative if unknown
     * @return the refusal, or empty if the body is needed
     * @throws dev.spotter.core.error.SpotterException as {@link #handle} does
     */
    default Optional<ApiResponse> refusal(ApiRequest request, long bodyBytes) {
        return Optional.empty();
    }

    /**
     * Responds to the request.
     *
     * @throws dev.spotter.core.error.SpotterException if the request failed; {@link Router} turns it into a problem
     *     response
     */
    ApiResponse handle(ApiRequest request);
}
