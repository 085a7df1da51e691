package dev.spotter.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.core.prediction.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the created objects in one event of S3. It comes from S3 itself (Amazon S3 User Guide, "Event message
 * structure"), from EventBridge ("EventBridge event message structure"), or from either of them through SNS, and may be
 * in the record of an invocation that failed (AWS Lambda Developer Guide, "Capturing records of Lambda asynchronous
 * invocations"). Reports of other changes and of objects outside of the prefix are ignored, as is S3's test event. What
 * cannot be read is noted, and the rest is read.
 */
final class S3EventReader {
    private static final String MAJOR_VERSION = "2.";

    /** A failed invocation by SNS with an event of EventBridge has 2; nothing of AWS has more. */
    private static final int MAX_ENVELOPES = 2;

    private final S3Settings images;
    private final List<StoredObject> created = new ArrayList<>();
    private final List<IllegalArgumentException> unreadable = new ArrayList<>();

    private S3EventReader(S3Settings images) {
        this.images = images;
    }

    /** The objects of {@code images} that an event reports as created. */
    static StoredObjects read(JsonNode event, S3Settings images) {
        S3EventReader reader = new S3EventReader(images);
        reader.attempt(() -> reader.event(event, 0));
        return new StoredObjects(reader.created, reader.unreadable);
    }

    /** The same of an event that is the text of a message. */
    static StoredObjects read(String event, S3Settings images) {
        S3EventReader reader = new S3EventReader(images);
        reader.attempt(() -> reader.event(parsed(event), 0));
        return new StoredObjects(reader.created, reader.unreadable);
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            unreadable.add(e);
        }
    }

    private void event(JsonNode event, int envelopes) {
        if (event.path("Records").isArray()) {
            event.path("Records").forEach(record -> attempt(() -> record(record, envelopes)));
        } else if (event.path("detail-type").isTextual()) {
            eventBridge(event);
        } else if (event.path("Type").asText().equals("Notification")) {
            content(parsed(event.path("Message").asText()), envelopes);
        } else if (event.has("requestPayload")) {
            content(event.path("requestPayload"), envelopes);
        } else if (!event.path("Event").asText().equals("s3:TestEvent")) {
            throw unknown(event);
        }
    }

    private void record(JsonNode record, int envelopes) {
        if (record.path("s3").isObject()) {
            s3(record);
        } else if (record.path("Sns").isObject()) {
            content(parsed(record.at("/Sns/Message").asText()), envelopes);
        } else {
            throw unknown(record);
        }
    }

    private void content(JsonNode event, int envelopes) {
        if (envelopes == MAX_ENVELOPES) {
            throw new IllegalArgumentException("the event is in more than %d other events".formatted(MAX_ENVELOPES));
        }
        event(event, envelopes + 1);
    }

    private void s3(JsonNode record) {
        String version = record.path("eventVersion").asText();
        if (!version.startsWith(MAJOR_VERSION)) {
            throw new IllegalArgumentException("eventVersion must be 2.x but was \"%s\"".formatted(version));
        }
        String name = record.path("eventName").asText();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an event of S3 must have an eventName");
        }
        // Other makers of S3 name events as a notification's configuration does.
        if (name.startsWith("ObjectCreated:") || name.startsWith("s3:ObjectCreated:")) {
            JsonNode object = record.at("/s3/object");
            add(record.at("/s3/bucket/name"), ImageKeys.ofEvent(key(object)), object);
        }
    }

    /** Its keys are not encoded. */
    private void eventBridge(JsonNode event) {
        String source = event.path("source").asText();
        if (!source.equals("aws.s3")) {
            throw new IllegalArgumentException("source must be aws.s3 but was \"%s\"".formatted(source));
        }
        String type = event.path("detail-type").asText();
        // CloudTrail's reports of calls are of this source too.
        if (!type.startsWith("Object ")) {
            throw new IllegalArgumentException(
                    "detail-type must be one of S3's, such as Object Created, but was \"%s\"".formatted(type));
        }
        if (type.equals("Object Created")) {
            JsonNode object = event.at("/detail/object");
            add(event.at("/detail/bucket/name"), key(object), object);
        }
    }

    private static String key(JsonNode object) {
        String key = object.path("key").asText();
        if (key.isEmpty()) {
            throw new IllegalArgumentException("an event of S3 must have the key of an object");
        }
        return key;
    }

    private void add(JsonNode bucket, String key, JsonNode object) {
        requireBucket(bucket.asText(), images);
        if (images.keys().contains(key)) {
            created.add(
                    new StoredObject(key, new Sequence(object.path("sequencer").asText())));
        }
    }

    /** @throws IllegalArgumentException if it is not the bucket of the images */
    static void requireBucket(String bucket, S3Settings images) {
        if (!bucket.equals(images.bucket())) {
            throw new IllegalArgumentException("bucket must be %s but was \"%s\"".formatted(images.bucket(), bucket));
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return LambdaJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a message must have an event as JSON", e);
        }
    }

    /** Names the fields only: values may be private. */
    private static IllegalArgumentException unknown(JsonNode event) {
        List<String> fields = new ArrayList<>();
        event.fieldNames().forEachRemaining(fields::add);
        return new IllegalArgumentException(("an event must be one of S3, from S3 itself, EventBridge, SNS or SQS, or"
                        + " an invocation by S3 Batch Operations; this one is %s")
                .formatted(event.isObject() ? "an object with the fields " + fields : event.getNodeType()));
    }
}
