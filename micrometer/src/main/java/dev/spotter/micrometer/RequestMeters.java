package dev.spotter.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;

/**
 * The requests of an HTTP server, timed as {@code http.server.requests}, in seconds, with the tags {@code method},
 * {@code uri} and {@code status}. Each tag has few values, whatever is requested. Thread-safe.
 */
public record RequestMeters(MeterRegistry registry) {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /** The method, or {@code OTHER} for one that HTTP does not define: a client can make up any. */
    public static String methodName(String method) {
        return METHODS.contains(method) ? method : "OTHER";
    }

    /**
     * Counts a request after its response.
     *
     * @param method any; one that HTTP does not define is noted as {@code OTHER}
     * @param route the pattern of the path, never a path that a client made up
     */
    public void note(String method, String route, int status, Duration elapsed) {
        registry.timer(
                        "http.server.requests",
                        "method",
                        methodName(method),
                        "uri",
                        route,
                        "status",
                        Integer.toString(status))
                .record(elapsed);
    }
}
