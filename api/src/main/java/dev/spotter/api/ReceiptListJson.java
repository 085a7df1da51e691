package dev.spotter.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.application.UploadAcceptance;
import dev.spotter.core.internal.Excerpt;
import java.util.List;

/** The response to several images in one request: what became of each, in their order. */
final class ReceiptListJson {
    private static final int ALL_STORED = 201;
    private static final int SOME_REFUSED = 207;

    private final ArrayNode images = JsonNodeFactory.instance.arrayNode();
    private int status = ALL_STORED;

    private ReceiptListJson() {}

    /** Takes the images in; one that is refused does not keep the others out. */
    static ApiResponse response(UploadAcceptance acceptance, List<NamedImage> images) {
        ReceiptListJson list = new ReceiptListJson();
        images.forEach(image -> list.take(acceptance, image));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("images", list.images);
        return ApiResponse.of(list.status, "application/json", json.toString()).with("Cache-Control", "no-store");
    }

    private void take(UploadAcceptance acceptance, NamedImage image) {
        try {
            images.add(ReceiptJson.of(acceptance.accept(image.filename(), image.bytes())));
        } catch (RuntimeException e) {
            FailureLog.note(e);
            status = SOME_REFUSED;
            images.addObject().put("filename", Excerpt.of(image.filename())).set("problem", Problems.json(e));
        }
    }
}
