package dev.spotter.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A prediction in JSON. The node's {@code toString()} is the JSON text, on one line. */
final class PredictionJson {
    /** Unlike {@link Instant#toString()} with its milliseconds always. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private PredictionJson() {}

    /** A time in the form of the API. */
    static String time(Instant time) {
        return TIME.format(time);
    }

    /**
     * A new object with its fields always in the same order.
     *
     * @param top the largest number of labels
     * @throws IllegalArgumentException if {@code top} is below 1
     */
    static ObjectNode of(Prediction prediction, int top) {
        Upload upload = prediction.upload();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("imageId", upload.id().text())
                .put("filename", upload.filename().value())
                .put("status", prediction.status().name());
        if (prediction instanceof Prediction.Classified classified) {
            ClassificationJson.putLabels(json, classified.classification(), top);
        }
        json.put("uploadedAt", time(upload.uploadedAt()));
        if (prediction instanceof Prediction.Classified classified) {
            json.put("classifiedAt", time(classified.finishedAt()));
            ClassificationJson.putElapsed(json, classified.classification());
        } else if (prediction instanceof Prediction.Failed failed) {
            json.put("failedAt", time(failed.finishedAt())).set("error", ErrorJson.of(failed.failure()));
        }
        return json;
    }
}
