package dev.spotter.api;

/** What is answered to one method on one path. Thread-safe as what it is made with. */
public interface Route {
    /** The method, in upper case; {@code GET} stands for {@code HEAD} as well. */
    String method();

    /** The path, compared as it is; a last segment in braces stands for any one segment. */
    String path();

    /**
     * Answers.
     *
     * @throws dev.spotter.core.error.SpotterException if there is nothing good to answer; {@link Router} makes a problem of it
     */
    HttpResponse handle(HttpRequest request);
}
