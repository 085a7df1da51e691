package dev.spotter.api;

/** {@code GET /healthz}: says that requests are answered. Thread-safe. */
public final class HealthRoute implements Route {
    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/healthz";
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        return HttpResponse.of(200, "application/json", "{\"status\":\"UP\"}").with("Cache-Control", "no-store");
    }
}
