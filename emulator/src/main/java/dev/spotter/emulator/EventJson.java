package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** Writes an event as S3 does, version 2.1 (Amazon S3 User Guide, "Event message structure"). */
final class EventJson {
    /** With milliseconds, also where they are zero. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private EventJson() {}

    static byte[] write(CreatedObject object, String sequencer, Instant time, Identity identity) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ObjectNode record = event.putArray("Records").addObject();
        record.put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", identity.region())
                .put("eventTime", TIME.format(time))
                .put("eventName", "ObjectCreated:" + object.how());
        record.putObject("userIdentity").put("principalId", "AWS:" + identity.accessKeyId());
        record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
        record.putObject("responseElements")
                .put("x-amz-request-id", UUID.randomUUID().toString())
                .put("x-amz-id-2", UUID.randomUUID().toString());
        ObjectNode s3 = record.putObject("s3");
        s3.put("s3SchemaVersion", "1.0").put("configurationId", "emulator");
        ObjectNode bucket = s3.putObject("bucket");
        bucket.put("name", object.bucket());
        bucket.putObject("ownerIdentity").put("principalId", identity.account());
        bucket.put("arn", "arn:aws:s3:::" + object.bucket());
        s3.putObject("object")
                .put("key", formEncoded(object.key()))
                .put("size", object.size())
                .put("eTag", object.eTag())
                .put("sequencer", sequencer);
        return event.toString().getBytes(UTF_8);
    }

    /** As a form's value, but for slashes, which S3 leaves. */
    private static String formEncoded(String key) {
        return URLEncoder.encode(key, UTF_8).replace("%2F", "/");
    }
}
