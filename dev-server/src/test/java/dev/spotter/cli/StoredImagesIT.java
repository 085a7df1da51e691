package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Runs on demand: {@code -Dit.test=StoredImagesIT -Dspotter.stored.images=40000}. Prints what it measured. */
@EnabledIfSystemProperty(named = "spotter.stored.images", matches = "\\d+", disabledReason = "it takes minutes")
@DisplayName("A server with 256 MB of heap and many stored images")
class StoredImagesIT {
    private static final int IMAGES = Integer.getInteger("spotter.stored.images", 40_000);
    private static final int WITHOUT_OUTCOME = 200;
    private static final int UPLOADS = 20;
    private static final int WRITERS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final ModelIdentity MODEL = new ModelIdentity("another-model", "1");
    /** The last line that a start writes of the stored images, after it queued those without an outcome. */
    private static final String ALL_QUEUED = "keep the labels of another model";

    /** A small file: the disk holds many of them. */
    private static final byte[] IMAGE = Samples.bytes("formats/narrow.jpg");

    private static final Pattern CLASSIFIED =
            Pattern.compile("(?m)^spotter_images_total\\{outcome=\"CLASSIFIED\"} ([0-9.E]+)$");

    @TempDir
    private Path data;

    @Test
    @DisplayName("answers at once at each start, and classifies only what has no outcome, once")
    void starts() throws Exception {
        store();
        long first = run(WITHOUT_OUTCOME + UPLOADS);
        List<Prediction> outcomes = outcomes();
        long second = run(UPLOADS);

        // An outcome has the time of its classification, so one that was classified again differs.
        assertThat(outcomes()).isEqualTo(outcomes);
        System.out.printf("%,d images: %,d and %,d ms to the first response%n", IMAGES, first, second);
    }

    /** Gives the time to the first response, in milliseconds. */
    private long run(int classified) throws Exception {
        long start = System.nanoTime();
        try (SpotterProcess spotter = SpotterProcess.serveWithSmallHeap(data)) {
            ApiClient client = spotter.awaitClient();
            assertLookups(client);
            final long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            List<String> uploads = new ArrayList<>();
            for (int i = 0; i < UPLOADS; i++) {
                ApiClient.Response uploaded = client.upload("new " + i, IMAGE);
                assertThat(uploaded.status()).isEqualTo(201);
                uploads.add(uploaded.json().get("imageId").asText());
                assertLookups(client);
            }
            for (String id : uploads) {
                client.outcome("imageId=" + id);
            }
            Instant deadline = Instant.now().plus(PATIENCE);
            while (!(spotter.errors().contains(ALL_QUEUED) && classified(client) >= classified)
                    && Instant.now().isBefore(deadline)) {
                assertLookups(client);
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            assertThat(classified(client)).isEqualTo(classified);
            assertThat(spotter.stop()).isEqualTo(143);
            assertThat(spotter.errors()).doesNotContain("OutOfMemoryError", "ERROR");
            return millis;
        }
    }

    /** The outcomes of all images that were stored before the first start. */
    private List<Prediction> outcomes() {
        try (SqlitePredictionRepository predictions = SqlitePredictionRepository.open(data)) {
            List<Prediction> outcomes = new ArrayList<>();
            for (int i = 0; i < IMAGES; i++) {
                outcomes.add(predictions.find(id(i)).orElseThrow());
            }
            assertThat(outcomes).allMatch(Prediction.Classified.class::isInstance);
            return outcomes;
        }
    }

    private static void assertLookups(ApiClient client) throws Exception {
        assertThat(client.get("/predict?imageId=" + id(IMAGES - 1))
                        .json()
                        .at("/labels/0/label")
                        .asText())
                .isEqualTo("cat");
        assertThat(client.get("/predict?filename=stored-" + (IMAGES / 2)).status())
                .isEqualTo(200);
    }

    private static double classified(ApiClient client) throws Exception {
        Matcher count = CLASSIFIED.matcher(client.get("/metrics").text());
        return count.find() ? Double.parseDouble(count.group(1)) : 0;
    }

    private void store() throws Exception {
        try (FileSystemImageStore store = FileSystemImageStore.open(data);
                SqlitePredictionRepository predictions = SqlitePredictionRepository.open(data)) {
            ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
            List<Future<?>> written = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer;
                written.add(writers.submit(() -> {
                    for (int i = first; i < IMAGES; i += WRITERS) {
                        store(i, store, predictions);
                    }
                }));
            }
            for (Future<?> each : written) {
                each.get();
            }
            writers.shutdown();
        }
    }

    private static void store(int i, FileSystemImageStore store, SqlitePredictionRepository predictions) {
        Upload upload = new Upload(id(i), Filename.clean("stored-" + i), Instant.ofEpochSecond(1_700_000_000L + i));
        store.put(new StoredImage(upload, ImageBytes.wrap(IMAGE)));
        if (i >= WITHOUT_OUTCOME) {
            predictions.save(new Prediction.Classified(
                    upload,
                    Sequence.of(1),
                    Classification.ranked(List.of(new Label("cat", 1)), MODEL, Duration.ZERO),
                    Instant.ofEpochSecond(1_700_000_000L + i)));
        }
    }

    private static ImageId id(int i) {
        // Spread over the directories, as random ids are.
        long spread = i * 0x9E3779B97F4A7C15L;
        return ImageId.of(ByteBuffer.allocate(16).putLong(spread).putLong(i).array());
    }
}
