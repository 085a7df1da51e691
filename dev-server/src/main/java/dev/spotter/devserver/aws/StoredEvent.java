package dev.spotter.devserver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;

/** The event of an object that was stored before anybody listened. */
final class StoredEvent {
    private StoredEvent() {}

    /** Older than any event of S3: an image that has its outcome keeps it. */
    static byte[] of(String key) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ObjectNode record = event.putArray("Records").addObject();
        record.put("eventVersion", "2.1").put("eventSource", "aws:s3").put("eventName", "ObjectCreated:Put");
        record.putObject("s3")
                .putObject("object")
                .put("key", URLEncoder.encode(key, UTF_8))
                .put("sequencer", "00");
        return event.toString().getBytes(UTF_8);
    }
}
