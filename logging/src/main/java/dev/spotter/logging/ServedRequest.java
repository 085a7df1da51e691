package dev.spotter.logging;

import java.time.Duration;
import java.util.Optional;

/**
 * A request after its response.
 *
 * @param target path and query, as the client sent them; only in a verbose log
 * @param route the pattern of the path
 * @param elapsed from the request's headers to the end of the response
 * @param receivedBytes of the request's body
 * @param sentBytes of the response's body
 * @param imageId of the image that was uploaded or asked for
 */
public record ServedRequest(
        String method,
        String target,
        String route,
        int status,
        Duration elapsed,
        long receivedBytes,
        long sentBytes,
        Optional<String> imageId) {}
