package dev.spotter.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.application.UploadAcceptance.Receipt;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.internal.Excerpt;
import dev.spotter.core.prediction.Prediction;

/** An accepted upload, in JSON, and the response to it. */
final class ReceiptJson {
    private ReceiptJson() {}

    /** The URL of the prediction. */
    static String predictionUrl(ImageId id) {
        return "/predict?imageId=" + id;
    }

    static ApiResponse response(Receipt receipt) {
        return ApiResponse.of(201, "application/json", of(receipt).toString())
                .with("Location", predictionUrl(receipt.image().id()))
                .with("Cache-Control", "no-store");
    }

    /** The given name is included only if cleaning changed it. */
    static ObjectNode of(Receipt receipt) {
        String filename = receipt.image().upload().filename().value();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("imageId", receipt.image().id().text())
                .put("filename", filename)
                .put("contentType", receipt.header().format().mediaType())
                .put("sizeBytes", receipt.image().bytes().sizeBytes())
                .put("widthPixels", receipt.header().uprightWidthPixels())
                .put("heightPixels", receipt.header().uprightHeightPixels())
                .put("status", Prediction.Status.PENDING.name())
                .put("predictionUrl", predictionUrl(receipt.image().id()));
        receipt.deletionToken().ifPresent(token -> json.put("deletionToken", token.text()));
        return filename.equals(receipt.givenFilename())
                ? json
                : json.put("originalFilename", Excerpt.of(receipt.givenFilename()));
    }
}
