package dev.spotter.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import dev.spotter.api.Route;
import java.util.Map;

/** {@code GET /metrics}: all meters of the server, as Prometheus reads them. Thread-safe. */
record MetricsRoute(Meters meters) implements Route {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "text/plain; version=0.0.4; charset=utf-8", "Cache-Control", "no-store");

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/metrics";
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        return new ApiResponse(200, HEADERS, meters.scrape().getBytes(UTF_8));
    }
}
