package dev.spotter.devserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.storage.limits.DataLimits;
import dev.spotter.storage.sqlite.SqlitePredictionRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Deletion and retention in the server")
class DeletionTest {
    private static final byte[] COFFEE = Samples.bytes("coffee.png");
    private static final byte[] NOTHING = new byte[0];
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    private GatedClassifier classifier = new GatedClassifier();
    private DevServer server;
    private ApiClient client;

    @BeforeEach
    void start() {
        begin(Optional.empty(), DataLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        classifier.open();
        server.close();
    }

    @Test
    @DisplayName("delete an image that is being classified, one that waits and one that is classified, for good")
    void inEveryState() throws Exception {
        JsonNode running = uploaded("same.png");
        while (classifier.begun().isEmpty()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        JsonNode waiting = uploaded("same.png");
        assertDeleted(running);
        assertDeleted(waiting);
        classifier.open();
        JsonNode kept = uploaded("same.png");
        client.outcome(byId(kept));
        JsonNode classified = uploaded("same.png");
        client.outcome(byId(classified));
        assertDeleted(classified);
        assertThat(client.get("/predict?filename=same.png")
                        .json()
                        .get("imageId")
                        .asText())
                .isEqualTo(kept.get("imageId").asText());
        server.close();
        assertThat(classifier.calls()).isEqualTo(3);
        assertStored(kept);
        begin(Optional.empty(), DataLimits.DEFAULT);
        assertThat(Stream.of(running, waiting, classified)).allSatisfy(image -> assertThat(
                        client.get("/predict?" + byId(image)).status())
                .isEqualTo(404));
        assertThat(client.get("/predict?" + byId(kept)).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("are refused without the token, with another one, and to a page of another origin")
    void refused() throws Exception {
        JsonNode image = uploaded("a.png");
        JsonNode other = uploaded("b.png");
        String token = image.get("deletionToken").asText();
        String path = "/images/" + image.get("imageId").asText();
        assertForbidden(client.send("DELETE", path, Map.of(), NOTHING), "deletion-forbidden");
        assertForbidden(
                client.send("DELETE", path, Map.of("Deletion-Token", token.substring(1)), NOTHING),
                "deletion-forbidden");
        assertForbidden(
                client.send(
                        "DELETE",
                        path,
                        Map.of("Deletion-Token", other.get("deletionToken").asText()),
                        NOTHING),
                "deletion-forbidden");
        assertForbidden(
                client.send("DELETE", path, Map.of("Deletion-Token", token, "Origin", "https://evil.example"), NOTHING),
                "origin-not-allowed");
        assertForbidden(
                client.send("DELETE", path, Map.of("Deletion-Token", token, "Sec-Fetch-Site", "cross-site"), NOTHING),
                "origin-not-allowed");
        assertThat(client.get("/predict?" + byId(image)).status()).isEqualTo(202);
        assertStored(image, other);
    }

    @Test
    @DisplayName("delete an image that was sent to a presigned URL, which takes no other one")
    void signedUpload() throws Exception {
        JsonNode signed =
                client.uploadUrl("large.png", "image/png", COFFEE.length).json();
        assertThat(client.sendSigned(signed, COFFEE).json().has("deletionToken"))
                .isFalse();
        assertDeleted(signed);
        ApiClient.Response again = client.sendSigned(signed, COFFEE);
        assertForbidden(again, "upload-forbidden");
        assertThat(again.json().get("detail").asText()).contains("deleted");
        classifier.open();
        assertThat(client.get("/predict?" + byId(signed)).status()).isEqualTo(404);
        server.close();
        assertStored();
    }

    @Test
    @DisplayName("make room for other images")
    void room() throws Exception {
        restart(Optional.empty(), new DataLimits(1, 1L << 40, DataLimits.LEAST_FREE_BYTES));
        JsonNode first = uploaded("first.png");
        for (int i = 0; i < 3; i++) {
            assertThat(client.upload("full.png", COFFEE).status()).isEqualTo(507);
            assertDeleted(first);
            assertDeleted(first);
            first = uploaded("next.png");
        }
        assertStored(first);
    }

    @Test
    @DisplayName("end at the next start where the process was killed between the prediction and the image")
    void interrupted() throws Exception {
        JsonNode image = uploaded("half.png");
        JsonNode kept = uploaded("kept.png");
        classifier.open();
        client.outcome(byId(image));
        client.outcome(byId(kept));
        server.close();
        try (SqlitePredictionRepository predictions = SqlitePredictionRepository.open(data.resolve("images"))) {
            predictions.delete(new ImageId(image.get("imageId").asText()));
        }
        assertStored(image, kept);
        begin(Optional.empty(), new DataLimits(2, 1L << 40, DataLimits.LEAST_FREE_BYTES));
        assertThat(client.get("/predict?" + byId(image)).status()).isEqualTo(404);
        // Uploads wait until all stored images were looked at.
        JsonNode next = uploaded("next.png");
        assertStored(kept, next);
        assertDeleted(image);
    }

    @Test
    @DisplayName("end at the next start for all images but those that cannot be deleted, and for these when they can")
    void undeletable() throws Exception {
        List<JsonNode> images = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            images.add(uploaded(i + ".png"));
        }
        restart(Optional.empty(), DataLimits.DEFAULT);
        for (JsonNode image : images) {
            client.outcome(byId(image));
        }
        server.close();
        List<Path> obstacles = new ArrayList<>();
        try (SqlitePredictionRepository predictions = SqlitePredictionRepository.open(data.resolve("images"))) {
            for (JsonNode image : images) {
                predictions.delete(new ImageId(image.get("imageId").asText()));
                if (obstacles.size() < 6) {
                    obstacles.add(obstacle(image));
                }
            }
        }
        begin(Optional.of(Duration.ofSeconds(1)), DataLimits.DEFAULT);
        // The next upload waits until all stored images were looked at.
        awaitGone(uploaded("next.png"));
        for (JsonNode image : images.subList(6, 12)) {
            assertThat(stored(image)).isEmpty();
        }
        for (Path obstacle : obstacles) {
            Files.delete(obstacle);
        }
        for (JsonNode image : images) {
            awaitNotStored(image);
        }
    }

    @Test
    @DisplayName("of an old image are tried again while the server runs until its files are deleted")
    void retentionTriedAgain() throws Exception {
        classifier.open();
        JsonNode old = uploaded("old.png");
        client.outcome(byId(old));
        server.close();
        Path obstacle = obstacle(old);
        begin(Optional.of(Duration.ofSeconds(1)), DataLimits.DEFAULT);
        awaitGone(old);
        assertThat(stored(old)).isNotEmpty();
        Files.delete(obstacle);
        awaitNotStored(old);
    }

    @Test
    @DisplayName("leave nothing when eight clients upload and delete at once")
    void race() throws Exception {
        classifier.open();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        List<JsonNode> images = new ArrayList<>();
        try {
            List<Future<JsonNode>> deleted = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                deleted.add(clients.submit(() -> {
                    JsonNode image = uploaded("race.png");
                    assertDeleted(image);
                    return image;
                }));
            }
            for (Future<JsonNode> each : deleted) {
                images.add(each.get());
            }
        } finally {
            clients.shutdownNow();
        }
        server.close();
        assertStored();
        begin(Optional.empty(), DataLimits.DEFAULT);
        for (JsonNode image : images) {
            assertThat(client.get("/predict?" + byId(image)).status()).isEqualTo(404);
        }
        assertThat(client.get("/predict?filename=race.png").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("delete old images at the start and while the server runs, and say for how long images are kept")
    void retention() throws Exception {
        assertThat(client.get("/limits").json().has("keepSeconds")).isFalse();
        JsonNode old = uploaded("old.png");
        classifier.open();
        client.outcome(byId(old));
        restart(Optional.of(Duration.ofSeconds(1)), DataLimits.DEFAULT);
        assertThat(client.get("/limits").json().get("keepSeconds").asLong()).isEqualTo(1);
        awaitGone(old);
        JsonNode next = uploaded("next.png");
        awaitGone(next);
        server.close();
        assertStored();
        begin(Optional.empty(), DataLimits.DEFAULT);
    }

    /** A file in a directory in the place of an image's metadata: the image cannot be deleted before the file is. */
    private Path obstacle(JsonNode image) throws IOException {
        Path metadata = stored(image).stream()
                .filter(file -> file.toString().endsWith(".properties"))
                .findAny()
                .orElseThrow();
        Files.delete(metadata);
        return Files.createFile(Files.createDirectory(metadata).resolve("obstacle"));
    }

    private void awaitNotStored(JsonNode image) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!stored(image).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private List<Path> stored(JsonNode image) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("images"))) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .startsWith(image.get("imageId").asText()))
                    .toList();
        }
    }

    private void awaitGone(JsonNode image) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (client.get("/predict?" + byId(image)).status() != 404) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private void assertDeleted(JsonNode image) throws Exception {
        ApiClient.Response answer = client.send(
                "DELETE",
                "/images/" + image.get("imageId").asText(),
                Map.of("Deletion-Token", image.get("deletionToken").asText()),
                NOTHING);
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(client.get("/predict?" + byId(image)).status()).isEqualTo(404);
    }

    private static void assertForbidden(ApiClient.Response answer, String code) throws IOException {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("code").asText()).isEqualTo(code);
    }

    /** The files of these images are in the directory, and of no others. */
    private void assertStored(JsonNode... images) throws IOException {
        List<String> expected = Stream.of(images)
                .map(image -> image.get("imageId").asText())
                .flatMap(id -> Stream.of(id, id + ".properties"))
                .toList();
        try (Stream<Path> files = Files.walk(data.resolve("images"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.length() >= 26))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private JsonNode uploaded(String filename) throws Exception {
        ApiClient.Response answer = client.upload(filename, COFFEE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static String byId(JsonNode image) {
        return "imageId=" + image.get("imageId").asText();
    }

    private void restart(Optional<Duration> keep, DataLimits limits) {
        classifier.open();
        server.close();
        begin(keep, limits);
    }

    private void begin(Optional<Duration> keep, DataLimits limits) {
        server = DevServer.start(
                ServerSettings.builder(data.resolve("images"))
                        .limits(ImageLimits.DEFAULT)
                        .queueLength(1_000)
                        .workers(1)
                        .dataLimits(limits)
                        .keep(keep)
                        .build(),
                classifier);
        client = new ApiClient(server.uri());
    }
}
