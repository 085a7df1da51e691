package dev.spotter.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.spotter.core.image.ImageLimits;

/** {@code GET /limits}: the largest image that {@code POST /upload} accepts. Thread-safe. */
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
    public ApiResponse handle(ApiRequest request) {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("maxBytes", limits.maxBytes())
                .put("maxPixels", limits.maxPixels())
                .put("maxSidePixels", limits.maxSidePixels())
                .toString();
        return ApiResponse.of(200, "application/json", json).with("Cache-Control", "no-store");
    }
}
