package dev.spotter.logging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.internal.MeterName;
import java.time.Duration;
import java.util.Optional;

/**
 * What a function's line says of an image that it classified, or failed to.
 *
 * @param status {@code CLASSIFIED}, {@code FAILED} or {@code RETRY}
 * @param code of the reason; empty for {@code CLASSIFIED}
 * @param bytes of the image; 0 if it was not read
 */
record FunctionOutcome(String imageId, String status, Optional<String> code, Duration elapsed, long bytes) {
    private static final String FAILED = "FAILED";
    private static final String THROWN = "THROWN";

    /**
     * Reads a line; empty if it is of a request, or if a newer outcome was stored already.
     *
     * @param fields of the line
     */
    static Optional<FunctionOutcome> of(ObjectNode fields) {
        String[] outcome = fields.path("outcome").asText().split(" ", 2);
        Optional<String> code = outcome.length > 1 ? Optional.of(outcome[1]) : Optional.empty();
        Optional<String> status =
                switch (outcome[0]) {
                    case "CLASSIFIED", FAILED -> Optional.of(outcome[0]);
                    case THROWN -> Optional.of("RETRY");
                    default -> Optional.empty();
                };
        JsonNode id = fields.path("imageId");
        return status.filter(known -> id.isTextual() && fields.has(MeterName.IMAGES.text()))
                .map(known -> new FunctionOutcome(
                        id.asText(),
                        known,
                        code,
                        Duration.ofMillis(fields.path(MeterName.TOTAL.millis()).asLong()),
                        fields.path("bytes").asLong()));
    }
}
