package dev.spotter.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.application.ImageIntake.Receipt;
import dev.spotter.core.prediction.Prediction;

/** What was taken in, in JSON. */
final class ReceiptJson {
    private ReceiptJson() {}

    /** Where to ask for the prediction. */
    static String predictionUrl(Receipt receipt) {
        return "/predict?imageId=" + receipt.image().id();
    }

    /** The name as it was given is there only where it was cleaned. */
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
                .put("predictionUrl", predictionUrl(receipt));
        return filename.equals(receipt.givenFilename())
                ? json
                : json.put("originalFilename", Excerpt.of(receipt.givenFilename()));
    }
}
