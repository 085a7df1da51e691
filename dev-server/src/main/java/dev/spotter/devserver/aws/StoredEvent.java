package dev.spotter.devserver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** The event of an object that was found in a bucket: S3 notified no process of it, or another one. */
final class StoredEvent {
    /** Older than any event of S3: an image that has its outcome keeps it. */
    private static final String OLDEST = "00";

    private StoredEvent() {}

    /** The events of what was stored before this start: some may have been lost with the last process. */
    static List<byte[]> ofAll(S3Client s3, String bucket) {
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(Stack.UPLOADS)).contents().stream()
                .map(object -> of(bucket, object.key(), OLDEST))
                .toList();
    }

    /** @param sequencer hexadecimal, as S3's */
    static byte[] of(String bucket, String key, String sequencer) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ObjectNode record = event.putArray("Records").addObject();
        record.put("eventVersion", "2.1").put("eventSource", "aws:s3").put("eventName", "ObjectCreated:Put");
        ObjectNode s3 = record.putObject("s3");
        s3.putObject("bucket").put("name", bucket);
        s3.putObject("object").put("key", URLEncoder.encode(key, UTF_8)).put("sequencer", sequencer);
        return event.toString().getBytes(UTF_8);
    }
}
