package dev.spotter.api;

import java.util.Optional;

/** What is answered to one method on one path. Thread-safe as what it is made with. */
public interface Route {
    /** The method, in upper case; {@code GET} stands for {@code HEAD} as well. */
    String method();

    /** The path, compared as it is; a last segment in braces stands for any one segment. */
    String path();

    /** How many bytes a body may have that is of use; 0 where the answer is the same whatever the body. */
    default long maxBodyBytes() {
        return 0;
    }

    /**
     * Refuses what can be refused before the body is there, or is there as a whole; so {@link #handle} need not check
     * it.
     *
     * @param request its body may be empty as yet
     * @param bodyBytes how many the body has, as it was declared, or at least; negative where nobody knows
     * @return the refusal, or empty where the body is wanted
     * @throws dev.spotter.core.error.SpotterException as {@link #handle} does
     */
    default Optional<ApiResponse> refusal(ApiRequest request, long bodyBytes) {
        return Optional.empty();
    }

    /**
     * Answers.
     *
     * @throws dev.spotter.core.error.SpotterException if there is nothing good to answer; {@link Router} makes a
     *     problem of it
     */
    ApiResponse handle(ApiRequest request);
}
