package dev.spotter.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.image.ImageLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code GET /limits}: the largest image that {@code POST /upload} accepts, and for how long images are kept.
 * Thread-safe.
 */
public final class LimitsRoute implements Route {
    private final ImageLimits limits;
    private final Optional<Duration> keep;

    /** @param keep for how long images are kept after their upload; empty if for ever */
    public LimitsRoute(ImageLimits limits, Optional<Duration> keep) {
        this.limits = limits;
        this.keep = keep;
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
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("maxBytes", limits.maxBytes())
                .put("maxPixels", limits.maxPixels())
                .put("maxSidePixels", limits.maxSidePixels());
        keep.ifPresent(duration -> json.put("keepSeconds", duration.toSeconds()));
        return ApiResponse.of(200, "application/json", json.toString()).with("Cache-Control", "no-store");
    }
}
