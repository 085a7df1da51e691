package dev.spotter.devserver;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import dev.spotter.api.Route;

/** {@code GET /}: the page. Thread-safe. */
public final class PageRoute implements Route {
    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        return PageFiles.find("/index.html").orElseThrow();
    }
}
