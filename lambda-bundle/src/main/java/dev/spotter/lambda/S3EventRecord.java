package dev.spotter.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.core.prediction.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * One record of an S3 event: an object was created (Amazon S3 User Guide, "Event message structure").
 *
 * @param key as it is, not form-encoded
 * @param sequence its sequencer
 */
record S3EventRecord(String key, Sequence sequence) {
    private static final String MAJOR_VERSION = "2.";

    /**
     * The records of an event that tell of created objects under the prefix. A test event has none.
     *
     * @throws IllegalArgumentException if a record is of another major version, or not as it must be
     */
    static List<S3EventRecord> read(JsonNode event, ImageKeys keys) {
        List<S3EventRecord> created = new ArrayList<>();
        for (JsonNode each : event.path("Records")) {
            requireVersion(each);
            if (each.path("eventName").asText().startsWith("ObjectCreated:")) {
                String key = ImageKeys.ofEvent(each.at("/s3/object/key").asText());
                if (key.startsWith(keys.prefix())
                        && key.length() > keys.prefix().length()) {
                    created.add(new S3EventRecord(
                            key, new Sequence(each.at("/s3/object/sequencer").asText())));
                }
            }
        }
        return created;
    }

    private static void requireVersion(JsonNode record) {
        String version = record.path("eventVersion").asText();
        if (!version.startsWith(MAJOR_VERSION)) {
            throw new IllegalArgumentException("eventVersion must be 2.x but was \"" + version + "\"");
        }
    }
}
