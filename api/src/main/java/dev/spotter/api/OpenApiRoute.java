package dev.spotter.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code GET /openapi.yaml}: the description of all routes and responses. Thread-safe. */
public final class OpenApiRoute implements Route {
    private final ApiResponse response = ApiResponse.of(200, "application/yaml", description());

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/openapi.yaml";
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        return response;
    }

    private static String description() {
        try (InputStream resource =
                Objects.requireNonNull(OpenApiRoute.class.getResourceAsStream("openapi.yaml"), "openapi.yaml")) {
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
