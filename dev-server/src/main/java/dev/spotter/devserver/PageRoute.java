package dev.spotter.devserver;

import dev.spotter.api.HttpRequest;
import dev.spotter.api.HttpResponse;
import dev.spotter.api.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** {@code GET /}: the page. The files that it asks for are served as they are. Thread-safe. */
public final class PageRoute implements Route {
    private static final String PAGE = HttpServer.PAGE_FOLDER + "/index.html";

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
        try (InputStream in = Objects.requireNonNull(PageRoute.class.getResourceAsStream(PAGE))) {
            Map<String, String> headers =
                    Map.of("Content-Type", "text/html; charset=utf-8", "Cache-Control", HttpServer.PAGE_CACHING);
            return new HttpResponse(200, headers, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
