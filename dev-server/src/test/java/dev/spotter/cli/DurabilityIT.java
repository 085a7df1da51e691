package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.Sequence;
import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.Samples;
import dev.spotter.storage.filesystem.FileSystemImageStore;
import dev.spotter.storage.sqlite.SqlitePredictionRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is stored and what was deleted, after a kill and after a start with many images. {@code -Dspotter.kills=30}
 * kills the server as often, instead of five times.
 */
@DisplayName("The data of a server with 256 MB of heap")
class DurabilityIT {
    private static final List<String> SMALL_HEAP = List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError");
    private static final int KILLS = Integer.getInteger("spotter.kills", 5);
    private static final int IMAGES = 20_000;
    private static final int OLD_IMAGES = 4_000;
    private static final int WRITERS = 8;
    private static final byte[] PHOTO = Samples.bytes("formats/baseline.jpg");
    private static final byte[] NOTHING = new byte[0];

    @TempDir
    private Path data;

    /** An image and its token, as the response to the upload gave them. */
    private record Uploaded(String id, String token) {}

    /** What the clients know when the server is killed. */
    private static final class Known {
        private final Queue<Uploaded> kept = new ConcurrentLinkedQueue<>();
        private final Set<String> deleted = ConcurrentHashMap.newKeySet();
        private final Set<String> uncertain = ConcurrentHashMap.newKeySet();
    }

    @Test
    @DisplayName("killed again and again while clients upload and delete, keeps what got 201 and nothing that got 204, "
            + "and no image in part")
    void killedWhileDeleting() throws Exception {
        Known known = new Known();
        for (int round = 0; round < KILLS; round++) {
            try (SpotterProcess spotter = start()) {
                ApiClient client = spotter.awaitClient();
                int target = known.deleted.size() + 1 + new Random(round).nextInt(12);
                ExecutorService clients = Executors.newFixedThreadPool(4);
                try {
                    List<Future<?>> running = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        running.add(clients.submit(() -> uploadAndDelete(client, known)));
                    }
                    while (known.deleted.size() < target) {
                        client.get("/healthz");
                    }
                    spotter.kill();
                    for (Future<?> each : running) {
                        each.get();
                    }
                } finally {
                    clients.shutdownNow();
                }
            }
            assertComplete(known);
        }
        System.out.printf(
                "%d kills: %d images kept, %d deleted, %d deletions without an answer%n",
                KILLS, known.kept.size(), known.deleted.size(), known.uncertain.size());
    }

    private void assertComplete(Known known) throws Exception {
        try (SpotterProcess spotter = start()) {
            ApiClient client = spotter.awaitClient();
            // An upload is accepted when all stored images were looked at, so that interrupted deletions have ended.
            assertThat(client.upload("next.jpg", PHOTO).status()).isEqualTo(201);
            for (Uploaded image : known.kept) {
                assertThat(client.outcome("imageId=" + image.id()).get("label").asText())
                        .isEqualTo("espresso");
            }
            for (String id : known.deleted) {
                assertGone(client, id);
            }
            for (String id : known.uncertain) {
                if (client.get("/predict?imageId=" + id).status() == 404) {
                    assertGone(client, id);
                } else {
                    client.outcome("imageId=" + id);
                }
            }
        }
    }

    private void assertGone(ApiClient client, String id) throws Exception {
        assertThat(client.get("/predict?imageId=" + id).status()).as(id).isEqualTo(404);
        Path file = data.resolve(id.substring(0, 2)).resolve(id);
        assertThat(file).doesNotExist();
        assertThat(file.resolveSibling(id + ".properties")).doesNotExist();
    }

    /** Deletes every second image, until the server is gone. */
    private static void uploadAndDelete(ApiClient client, Known known) {
        for (int i = 0; ; i++) {
            try {
                ApiClient.Response answer = client.upload("killed.jpg", PHOTO);
                if (answer.status() != 201) {
                    continue;
                }
                Uploaded image = uploaded(answer.json());
                if (i % 2 == 0) {
                    known.kept.add(image);
                } else {
                    known.uncertain.add(image.id());
                    assertThat(delete(client, image)).isEqualTo(204);
                    known.deleted.add(image.id());
                    known.uncertain.remove(image.id());
                }
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Test
    @DisplayName("of 20,000 images is there at once after a start, with every outcome as it was, and costs no memory")
    void manyImages() throws Exception {
        Duration empty = timeToAnswer(data.resolve("empty"), "imageId=nobody");
        Path full = data.resolve("full");
        List<Upload> uploads = fill(full, IMAGES);
        String last = "imageId=" + uploads.get(IMAGES - 1).id();
        Duration many = timeToAnswer(full, last);
        System.out.printf(
                "From the start of the process to the first answer: %d ms without images, %d ms with %d%n",
                empty.toMillis(), many.toMillis(), IMAGES);
        assertThat(many).isLessThan(empty.multipliedBy(2).plusSeconds(1));
        try (SpotterProcess spotter = start(full, "--keep", "30d")) {
            ApiClient client = spotter.awaitClient();
            Uploaded next = uploaded(client.upload("next.jpg", PHOTO).json());
            client.outcome("imageId=" + next.id());
            assertThat(delete(client, next)).isEqualTo(204);
            for (int i = 0; i < IMAGES; i += 97) {
                JsonNode outcome =
                        client.get("/predict?imageId=" + uploads.get(i).id()).json();
                assertThat(outcome.get("label").asText()).isEqualTo("stored");
            }
            assertThat(spotter.errors()).doesNotContain("are classified", "OutOfMemoryError", "\tat ");
        }
    }

    @Test
    @DisplayName("of 4,000 old images is deleted in the background, while requests are answered")
    void manyOldImages() throws Exception {
        List<Upload> uploads = fill(data, OLD_IMAGES);
        try (SpotterProcess spotter = start(data, "--keep", "1m")) {
            ApiClient client = spotter.awaitClient();
            long slowest = 0;
            long begin = System.nanoTime();
            String last = "/predict?imageId=" + uploads.get(OLD_IMAGES - 1).id();
            for (int status = 200; status != 404; ) {
                long start = System.nanoTime();
                status = client.get(last).status();
                slowest = Math.max(slowest, System.nanoTime() - start);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(10));
            }
            System.out.printf(
                    "%d old images deleted in %d s; the slowest answer meanwhile took %d ms%n",
                    OLD_IMAGES,
                    Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                    Duration.ofNanos(slowest).toMillis());
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(5));
            assertThat(spotter.errors()).doesNotContain("could not be deleted", "\tat ");
        }
    }

    private Duration timeToAnswer(Path directory, String query) throws Exception {
        long start = System.nanoTime();
        try (SpotterProcess spotter = start(directory)) {
            ApiClient client = spotter.awaitClient();
            assertThat(client.get("/predict?" + query).status()).isIn(200, 404);
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    /** Stores images of an hour ago, each with its outcome; the last one is the newest. */
    private static List<Upload> fill(Path directory, int count) throws Exception {
        SecureRandom random = new SecureRandom();
        Instant time = Instant.now().minus(Duration.ofHours(1));
        List<Upload> uploads = IntStream.range(0, count)
                .mapToObj(i ->
                        new Upload(ImageId.random(random), new Filename("stored " + i + ".jpg"), time.plusMillis(i)))
                .toList();
        Classification labels = Classification.ranked(
                List.of(new Label("stored", 0.9)), new ModelIdentity("efficientnet-lite0", "1"), Duration.ZERO);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (SqlitePredictionRepository predictions = SqlitePredictionRepository.open(directory);
                FileSystemImageStore store = FileSystemImageStore.open(directory)) {
            List<Future<?>> written = new ArrayList<>();
            for (Upload upload : uploads) {
                written.add(writers.submit(() -> {
                    store.put(new StoredImage(upload, ImageBytes.wrap(new byte[] {1})));
                    predictions.save(new Prediction.Classified(upload, Sequence.of(1), labels, time));
                }));
            }
            for (Future<?> each : written) {
                each.get();
            }
        } finally {
            writers.shutdownNow();
        }
        return uploads;
    }

    private static int delete(ApiClient client, Uploaded image) throws IOException, InterruptedException {
        return client.send("DELETE", "/images/" + image.id(), Map.of("Deletion-Token", image.token()), NOTHING)
                .status();
    }

    private static Uploaded uploaded(JsonNode receipt) {
        return new Uploaded(
                receipt.get("imageId").asText(), receipt.get("deletionToken").asText());
    }

    private SpotterProcess start() throws IOException {
        return start(data);
    }

    private static SpotterProcess start(Path directory, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--data", directory.toString()));
        arguments.addAll(List.of(options));
        return SpotterProcess.start(SMALL_HEAP, arguments.toArray(String[]::new));
    }
}
