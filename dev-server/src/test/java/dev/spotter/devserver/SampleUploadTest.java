package dev.spotter.devserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.local.djl.DjlClassifier;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An uploaded sample")
class SampleUploadTest {
    @TempDir
    private static Path data;

    private static DjlClassifier classifier;
    private static DevServer server;
    private static ApiClient client;

    @BeforeAll
    static void start() {
        classifier = DjlClassifier.open();
        server = DevServer.start(new ServerSettings("127.0.0.1", 0, data, ImageLimits.DEFAULT, 100, 2), classifier);
        client = new ApiClient(server.uri());
    }

    @AfterAll
    static void stop() {
        server.close();
        classifier.close();
    }

    static List<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @DisplayName("as a raw body gets its labels, by id and by filename")
    @MethodSource("samples")
    void raw(String sample) throws Exception {
        ApiClient.Answer answer = client.upload("raw " + sample, Samples.bytes(sample));
        assertThat(answer.status()).isEqualTo(201);
        JsonNode receipt = answer.json();
        JsonNode expected = Samples.expected(sample);
        assertThat(receipt.get("widthPixels").asInt())
                .isEqualTo(expected.get("width").asInt());
        assertThat(receipt.get("heightPixels").asInt())
                .isEqualTo(expected.get("height").asInt());
        assertThat(receipt.get("sizeBytes").asInt()).isEqualTo(Samples.bytes(sample).length);
        assertRightLabels(sample, receipt);
    }

    @ParameterizedTest
    @DisplayName("as JSON gets its labels, by id and by filename")
    @MethodSource("samples")
    void json(String sample) throws Exception {
        ApiClient.Answer answer = client.uploadJson("json-" + sample.replace('/', '-'), Samples.bytes(sample));
        assertThat(answer.status()).isEqualTo(201);
        assertRightLabels(sample, answer.json());
    }

    @Test
    @DisplayName("is found by its name as the newest of that name")
    void newest() throws Exception {
        client.upload("same name.jpg", Samples.bytes("coffee.png"));
        JsonNode second =
                client.upload("same name.jpg", Samples.bytes("camera.png")).json();
        JsonNode outcome = client.outcome("filename=" + ApiClient.encoded("same name.jpg"));
        assertThat(outcome.get("imageId")).isEqualTo(second.get("imageId"));
        assertThat(outcome.get("label").asText()).isEqualTo("tripod");
    }

    private static void assertRightLabels(String sample, JsonNode receipt) throws Exception {
        assertThat(receipt.get("status").asText()).isEqualTo("PENDING");
        JsonNode byId = client.outcome("imageId=" + receipt.get("imageId").asText() + "&top=1000");
        JsonNode byName = client.outcome(
                "top=1000&filename=" + ApiClient.encoded(receipt.get("filename").asText()));
        assertThat(byName).isEqualTo(byId);
        assertThat(byId.get("labels")).hasSize(1_000);
        for (JsonNode expected : Samples.expected(sample).get("top5")) {
            assertThat(score(byId, expected.get("label").asText()))
                    .isCloseTo(expected.get("score").asDouble(), within(Samples.tolerance(sample)));
        }
    }

    private static double score(JsonNode outcome, String label) {
        for (JsonNode each : outcome.get("labels")) {
            if (each.get("label").asText().equals(label)) {
                return each.get("score").asDouble();
            }
        }
        throw new AssertionError("the label " + label + " is missing");
    }
}
