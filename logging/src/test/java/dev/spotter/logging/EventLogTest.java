package dev.spotter.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.Sequence;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The log of a server")
class EventLogTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00.123456Z");
    private static final ImageId ID = ImageId.of(new byte[16]);
    private static final Upload UPLOAD = new Upload(ID, Filename.clean("secret \u202E.png"), NOW);
    private static final Prediction.Classified CLASSIFIED = new Prediction.Classified(
            UPLOAD,
            Sequence.of(1),
            Classification.ranked(
                    List.of(new Label("tabby\ncat", 1)), new ModelIdentity("m", "1"), Duration.ofMillis(12)),
            NOW);
    private static final ServedRequest LOOKUP = new ServedRequest(
            "GET\u007f",
            "/predict?filename=secret%0A\n{\"event\":\"forged\"}&Token=abc&b=1",
            "/predict",
            200,
            Duration.ofMillis(35),
            0,
            250,
            Optional.of(ID.text()));

    private final List<String> lines = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "CLASSIFIED, 'CLASSIFIED\",\"millis\":7,\"bytes\":99'",
        "FAILED image-damaged, 'FAILED\",\"millis\":7,\"bytes\":99,\"code\":\"image-damaged'",
        "THROWN busy, 'RETRY\",\"millis\":7,\"bytes\":99,\"code\":\"busy'",
    })
    @DisplayName("has a line for an outcome that a function logged too, in the same form")
    void functionOutcome(String outcome, String line) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put("function", "F");
        fields.put("outcome", outcome).put("imageId", ID.text()).put("bytes", 99);
        log(LogFormat.JSON, false).function(fields.put("totalMillis", 7).put("images", 1));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("\"event\":\"function\"");
        assertThat(lines.get(1))
                .contains("\"event\":\"outcome\",\"imageId\":\"" + ID.text() + "\",\"status\":\"" + line);
        lines.clear();
        log(LogFormat.JSON, false).function(fields.put("outcome", "STALE"));
        log(LogFormat.JSON, false).function(fields.put("outcome", outcome).without("images"));
        assertThat(lines).hasSize(2).allMatch(other -> other.contains("\"event\":\"function\""));
    }

    @Test
    @DisplayName("has one JSON object in one line of ASCII for each request and outcome")
    void json() throws IOException {
        EventLog log = log(LogFormat.JSON, false);
        log.request(LOOKUP);
        log.outcome(CLASSIFIED, Duration.ofMillis(12), 99);
        assertThat(lines).allSatisfy(line -> assertThat(line).matches("[ -~]+"));
        JsonNode request = read(0);
        assertThat(request.properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactly(
                        "time", "event", "method", "route", "status", "millis", "bytes", "sentBytes", "imageId");
        assertThat(request.get("time").asText()).isEqualTo("2026-11-01T12:00:00.123Z");
        assertThat(request.get("status").asInt()).isEqualTo(200);
        assertThat(read(1).toString())
                .isEqualTo("{\"time\":\"2026-11-01T12:00:00.123Z\",\"event\":\"outcome\",\"imageId\":\"" + ID.text()
                        + "\",\"status\":\"CLASSIFIED\",\"millis\":12,\"bytes\":99}");
    }

    @Test
    @DisplayName("can be read by people")
    void text() {
        EventLog log = log(LogFormat.TEXT, false);
        log.request(LOOKUP);
        log.attempt(ID, "storage-failed", Duration.ofMillis(5));
        assertThat(lines)
                .containsExactly(
                        "2026-11-01T12:00:00.123Z request method=\"GET\\u007f\" route=/predict status=200 millis=35 "
                                + "bytes=0 sentBytes=250 imageId=" + ID.text(),
                        "2026-11-01T12:00:00.123Z outcome imageId=" + ID.text()
                                + " status=RETRY millis=5 bytes=0 code=storage-failed");
    }

    @Test
    @DisplayName("names no file, label or query, unless it is verbose; credentials never")
    void verbose() throws IOException {
        for (LogFormat format : LogFormat.values()) {
            EventLog quiet = log(format, false);
            quiet.request(LOOKUP);
            quiet.outcome(CLASSIFIED, Duration.ZERO, 1);
            assertThat(String.join("", lines)).doesNotContain("secret", "tabby", "filename", "abc");
            lines.clear();
            EventLog verbose = log(format, true);
            verbose.request(LOOKUP);
            verbose.outcome(CLASSIFIED, Duration.ZERO, 1);
            assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).matches("[ -~]+"));
            assertThat(lines.get(0)).contains("secret%0A\\n{").doesNotContain("abc");
            assertThat(lines.get(1)).contains("secret \\u202E.png", "tabby\\ncat");
            lines.clear();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/?%74oken=abc&a=1, /?%74oken=...&a=1",
        "/?a=1&t%6Fken=abc, /?a=1&t%6Fken=...",
        "/?$token=abc, /?$token=...",
        "/uploads/1?X-Amz-%53ignature=abc&a=$1, /uploads/1?X-Amz-%53ignature=...&a=$1",
        "/?to%ken=abc, /?to%ken=...",
    })
    @DisplayName("names no credential whose name is encoded")
    void credentials(String target, String logged) throws IOException {
        log(LogFormat.JSON, true)
                .request(new ServedRequest("GET", target, "/", 200, Duration.ZERO, 0, 0, Optional.empty()));
        assertThat(read(0).get("target").asText()).isEqualTo(logged);
    }

    @Test
    @DisplayName("says why an image failed, by its code alone")
    void failed() throws IOException {
        Failure reason = new Failure(ErrorCode.IMAGE_DAMAGED, "secret.png ends early");
        log(LogFormat.JSON, false)
                .outcome(new Prediction.Failed(UPLOAD, Sequence.of(1), reason, NOW), Duration.ZERO, 7);
        assertThat(read(0).get("code").asText()).isEqualTo("image-damaged");
        assertThat(lines.get(0)).doesNotContain("secret");
    }

    @Test
    @DisplayName("has any other message as an object too, or as it is")
    void messages() {
        assertThat(LogFormat.JSON.message(NOW, "a\n\"b\""))
                .isEqualTo("{\"time\":\"2026-11-01T12:00:00.123Z\",\"event\":\"message\",\"message\":"
                        + "\"a\\n\\\"b\\\"\"}");
        assertThat(LogFormat.TEXT.message(NOW, "a b")).isEqualTo("a b");
    }

    private EventLog log(LogFormat format, boolean verbose) {
        return new EventLog(format, verbose, Clock.fixed(NOW, ZoneOffset.UTC), lines::add);
    }

    private JsonNode read(int line) throws IOException {
        return new ObjectMapper().readTree(lines.get(line));
    }
}
