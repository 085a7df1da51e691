package dev.spotter.devserver;

import dev.spotter.api.HttpRequest;
import dev.spotter.api.HttpResponse;
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
    public HttpResponse handle(HttpRequest request) {
        return PageFiles.find("/index.html").orElseThrow();
    }
}
