package dev.spotter.api;

/** {@code GET /healthz}: responds while the server is running. Thread-safe. */
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
    public ApiResponse handle(ApiRequest request) {
        return ApiResponse.of(200, "application/json", "{\"status\":\"UP\"}").with("Cache-Control", "no-store");
    }
}
