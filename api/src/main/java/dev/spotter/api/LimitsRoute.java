package dev.spotter.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.spotter.core.image.ImageLimits;

/** {@code GET /limits}: how large an image may be that {@code POST /upload} takes in. Thread-safe. */
public final class LimitsRoute implements Route {
    private final ImageLimits limits;

    public LimitsRoute(ImageLimits limits) {
        this.limits = limits;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/limits";
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("maxBytes", limits.maxBytes())
                .put("maxPixels", limits.maxPixels())
                .put("maxSidePixels", limits.maxSidePixels())
                .toString();
        return HttpResponse.of(200, "application/json", json).with("Cache-Control", "no-store");
    }
}
