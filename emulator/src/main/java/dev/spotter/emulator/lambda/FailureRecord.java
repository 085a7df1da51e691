package dev.spotter.emulator.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What an on-failure destination gets (Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations").
 */
final class FailureRecord {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private FailureRecord() {}

    /**
     * @param condition {@code RetriesExhausted} or {@code EventAgeExceeded}
     * @param last what the last attempt that was run came to; null if none was
     */
    static String write(
            AsyncEvent event, String functionArn, String condition, Instant now, @Nullable Invocation last) {
        ObjectNode failure = JsonNodeFactory.instance.objectNode();
        failure.put("version", "1.0").put("timestamp", TIME.format(now));
        failure.putObject("requestContext")
                .put("requestId", event.requestId())
                .put("functionArn", functionArn + ":$LATEST")
                .put("condition", condition)
                .put("approximateInvokeCount", event.attempts());
        failure.set("requestPayload", json(event.payload()));
        if (last != null) {
            failure.putObject("responseContext")
                    .put("statusCode", last.status())
                    .put("executedVersion", "$LATEST")
                    .put("functionError", "Unhandled");
            failure.set("responsePayload", json(last.payload()));
        }
        return failure.toString();
    }

    private static JsonNode json(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException e) {
            return TextNode.valueOf(new String(payload, UTF_8));
        }
    }
}
