package dev.spotter.devserver;

import dev.spotter.api.HttpRequest;
import dev.spotter.api.HttpResponse;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** What answers the requests of an {@link HttpServer}. Thread-safe. */
public interface Backend {
    /** The answer to a request, always; the body of a request has one byte more than {@link #maxBodyBytes} at most. */
    HttpResponse handle(HttpRequest request);

    /** The answer where there is no request to hand over: it could not be read, or there was no room for it. */
    HttpResponse failure(RuntimeException failure);

    /** The paths that are answered when they are read; others are files of the page. */
    Set<String> paths();

    /** How many bytes of a body are of use. */
    long maxBodyBytes();

    /** Where the page may send to, besides its own origin. */
    default Optional<URI> pageSendsTo() {
        return Optional.empty();
    }
}
