package dev.spotter.devserver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.DevServer;
import dev.spotter.devserver.Samples;
import dev.spotter.devserver.ServerSettings;
import dev.spotter.devserver.aws.AwsServerSettings.Endpoint;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.pytorch.DjlClassifier;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Local, with the functions in this process, and from their zip, with an endpoint and without")
class ThreeWaysIT {
    private static final double TOLERANCE = 1e-4;
    private static final Path ZIP = Path.of("target", "lambda", "spotter-lambda.zip");

    @TempDir
    private static Path data;

    private static DjlClassifier classifier;
    private static DevServer local;
    private static final List<AwsServer> AWS = new ArrayList<>();
    private static Map<String, ApiClient> ways;

    @BeforeAll
    static void start() {
        classifier = DjlClassifier.open(ClassifierSettings.from(System.getenv())
                .withLimits(ImageLimits.DEFAULT.withMaxBytes(UploadSigning.DEFAULT_MAX_BYTES)));
        local = DevServer.start(
                ServerSettings.builder(data).queueLength(100).workers(2).build(), classifier);
        ways = new LinkedHashMap<>();
        ways.put("local", new ApiClient(local.uri()));
        for (Endpoint endpoint : Endpoint.values()) {
            ways.put(
                    "in process, endpoint " + endpoint,
                    client(settings(endpoint).build()));
            ways.put("from the zip, endpoint " + endpoint, client(zipSettings(endpoint)));
        }
    }

    private static ApiClient client(AwsServerSettings settings) {
        AwsServer server = AwsServer.start(settings, classifier);
        AWS.add(server);
        return new ApiClient(server.uri());
    }

    @AfterAll
    static void stop() {
        AWS.forEach(AwsServer::close);
        local.close();
        classifier.close();
    }

    static List<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("samples")
    @DisplayName("an uploaded sample gets the same labels and scores")
    void same(String sample) throws Exception {
        Map<String, JsonNode> outcomes = new LinkedHashMap<>();
        for (Map.Entry<String, ApiClient> way : ways.entrySet()) {
            ApiClient.Response response = way.getValue().upload(sample.replace('/', ' '), Samples.bytes(sample));
            assertThat(response.status()).as(response.text()).isEqualTo(201);
            outcomes.put(
                    way.getKey(),
                    way.getValue()
                            .outcome("top=1000&imageId="
                                    + response.json().get("imageId").asText()));
        }
        JsonNode ofLocal = Objects.requireNonNull(outcomes.get("local"));
        Map<String, Double> expected = scores(ofLocal);
        assertThat(expected).hasSizeGreaterThan(990);
        outcomes.forEach((way, outcome) -> {
            assertThat(outcome.get("label")).as(way).isEqualTo(ofLocal.get("label"));
            Map<String, Double> scores = scores(outcome);
            assertThat(scores.keySet()).as(way).isEqualTo(expected.keySet());
            scores.forEach((label, score) ->
                    assertThat(score).as(way + ": " + label).isCloseTo(expected.get(label), within(TOLERANCE)));
        });
    }

    @Test
    @DisplayName("an image of 20 MB gets its label by a presigned URL; another size or type than signed is refused")
    void signed() throws Exception {
        byte[] large = large();
        assertThat(large.length).isGreaterThan(20_000_000);
        for (Map.Entry<String, ApiClient> way : ways.entrySet()) {
            String body = "{\"filename\":\"large.bmp\",\"contentType\":\"image/bmp\",\"sizeBytes\":%d}"
                    .formatted(large.length);
            ApiClient.Response signed = way.getValue()
                    .send("POST", "/upload-url", Map.of("Content-Type", "application/json"), body.getBytes(UTF_8));
            assertThat(signed.status()).as(way.getKey() + signed.text()).isEqualTo(200);
            JsonNode permission = signed.json();
            assertThat(put(permission, Arrays.copyOf(large, large.length - 1), Map.of()))
                    .as("another size, " + way.getKey())
                    .isBetween(400, 499);
            assertThat(put(permission, large, Map.of("content-type", "image/png")))
                    .as("another type, " + way.getKey())
                    .isBetween(400, 499);
            assertThat(put(permission, large, Map.of())).as(way.getKey()).isBetween(200, 299);
            String id = permission.get("imageId").asText();
            assertThat(way.getValue()
                            .outcomeOfSigned("imageId=" + id)
                            .get("label")
                            .asText())
                    .as(way.getKey())
                    .isEqualTo("espresso");
        }
    }

    @Test
    @DisplayName("an image is deleted by its token only, sent directly or by a presigned URL, classified or waiting")
    void deleted() throws Exception {
        byte[] coffee = Samples.bytes("coffee.png");
        for (Map.Entry<String, ApiClient> way : ways.entrySet()) {
            ApiClient client = way.getValue();
            JsonNode waiting = client.upload("waiting.png", coffee).json();
            assertThat(deletion(client, waiting, waiting)).as(way.getKey()).isEqualTo(204);
            JsonNode sent = client.upload("sent.png", coffee).json();
            client.outcome("imageId=" + sent.get("imageId").asText());
            JsonNode signed =
                    client.uploadUrl("signed.png", "image/png", coffee.length).json();
            assertThat(put(signed, coffee, Map.of())).as(way.getKey()).isBetween(200, 299);
            client.outcomeOfSigned("imageId=" + signed.get("imageId").asText());
            assertThat(deletion(client, sent, signed)).as(way.getKey()).isEqualTo(403);
            assertThat(deletion(client, signed, sent)).as(way.getKey()).isEqualTo(403);
            for (JsonNode image : List.of(sent, signed, sent, signed)) {
                assertThat(deletion(client, image, image)).as(way.getKey()).isEqualTo(204);
            }
            for (JsonNode image : List.of(waiting, sent, signed)) {
                assertThat(client.get("/predict?imageId=" + image.get("imageId").asText())
                                .status())
                        .as(way.getKey())
                        .isEqualTo(404);
            }
        }
    }

    private static int deletion(ApiClient client, JsonNode image, JsonNode tokenOf) throws Exception {
        return client.send(
                        "DELETE",
                        "/images/" + image.get("imageId").asText(),
                        Map.of("Deletion-Token", tokenOf.get("deletionToken").asText()),
                        new byte[0])
                .status();
    }

    private static AwsServerSettings.Builder settings(Endpoint endpoint) {
        return AwsServerSettings.builder().endpoint(endpoint);
    }

    private static AwsServerSettings zipSettings(Endpoint endpoint) {
        return settings(endpoint)
                .zip(Optional.of(new AwsServerSettings.Zip(ZIP, data.resolve("lambda"))))
                .build();
    }

    private static int put(JsonNode permission, byte[] image, Map<String, String> others) throws Exception {
        Map<String, String> headers = new HashMap<>();
        permission
                .get("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().asText()));
        headers.putAll(others);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(permission.get("url").asText()))
                .method(permission.get("method").asText(), BodyPublishers.ofByteArray(image));
        headers.forEach(request::header);
        HttpResponse<Void> response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding());
        return response.statusCode();
    }

    private static Map<String, Double> scores(JsonNode outcome) {
        Map<String, Double> scores = new HashMap<>();
        // Two of ImageNet's classes share a name with another: the better one counts.
        outcome.get("labels")
                .forEach(label -> scores.merge(
                        label.get("label").asText(), label.get("score").asDouble(), Math::max));
        return scores;
    }

    /** The coffee as a BMP of seven million pixels. */
    private static byte[] large() throws Exception {
        BufferedImage coffee = ImageIO.read(new ByteArrayInputStream(Samples.bytes("coffee.png")));
        BufferedImage large = new BufferedImage(3_240, 2_160, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(coffee, 0, 0, large.getWidth(), large.getHeight(), null);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(large, "bmp", bytes);
        return bytes.toByteArray();
    }
}
