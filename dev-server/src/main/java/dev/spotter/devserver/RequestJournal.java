package dev.spotter.devserver;

import dev.spotter.logging.EventLog;
import dev.spotter.logging.ServedRequest;
import dev.spotter.micrometer.RequestMeters;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/**
 * Notes each request in the meters and in the log. Jetty calls it when the response was sent, also for requests that
 * Jetty itself refused.
 */
record RequestJournal(RequestMeters meters, Optional<EventLog> log, Backend backend) implements RequestLog {
    /** For a file of the page. */
    private static final String PAGE_FILE = "/{file}";
    /** For a path without a route. */
    private static final String NO_ROUTE = "UNKNOWN";

    private static final Pattern IMAGE = Pattern.compile("(?:/|[?&]imageId=)([0-7][0-9a-hjkmnp-tv-z]{25})(?![0-9a-z])");

    @Override
    public void log(Request request, Response response) {
        String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
        String route = backend.route(path).orElseGet(() -> PageFiles.isKnown(path) ? PAGE_FILE : NO_ROUTE);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - request.getHeadersNanoTime());
        meters.note(request.getMethod(), route, response.getStatus(), elapsed);
        log.ifPresent(lines -> lines.request(served(request, response, route, elapsed)));
    }

    private static ServedRequest served(Request request, Response response, String route, Duration elapsed) {
        String target = Objects.requireNonNullElse(request.getHttpURI().getPathQuery(), "");
        return new ServedRequest(
                RequestMeters.methodName(request.getMethod()),
                target,
                route,
                response.getStatus(),
                elapsed,
                Request.getContentBytesRead(request),
                Response.getContentBytesWritten(response),
                imageId(Objects.requireNonNullElse(response.getHeaders().get(HttpHeader.LOCATION), target)));
    }

    private static Optional<String> imageId(String url) {
        Matcher image = IMAGE.matcher(url);
        return image.find() ? Optional.of(image.group(1)) : Optional.empty();
    }
}
