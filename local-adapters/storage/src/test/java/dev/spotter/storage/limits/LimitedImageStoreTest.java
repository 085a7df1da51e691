package dev.spotter.storage.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.application.ImageDeletion;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.error.StorageFullException;
import dev.spotter.core.image.DeletionToken;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.storage.filesystem.FileSystemImageStore;
import dev.spotter.storage.memory.InMemoryPredictionRepository;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The image store with limits")
class LimitedImageStoreTest {
    private static final int REQUESTS = 10;

    @Test
    @DisplayName("deletes neither an image nor its prediction before the stored images are counted")
    void deletionBeforeCount(@TempDir Path directory) {
        SecureRandom random = new SecureRandom();
        DeletionToken token = DeletionToken.random(random);
        Upload upload = new Upload(ImageId.random(random), new Filename("a.jpg"), Instant.EPOCH);
        InMemoryPredictionRepository predictions = new InMemoryPredictionRepository();
        predictions.createIfAbsent(new Prediction.Pending(upload));
        List<ImageId> deleted = new ArrayList<>();
        try (FileSystemImageStore store = FileSystemImageStore.open(directory)) {
            store.put(new StoredImage(upload, ImageBytes.wrap(new byte[1]), Optional.of(token.hash())));
            LimitedImageStore limited =
                    new LimitedImageStore(store, DataLimits.DEFAULT, () -> 0, () -> 1L << 40, deleted::add);
            ImageDeletion deletion = new ImageDeletion(limited, predictions);
            // So the wait for the count ends at once.
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> deletion.delete(upload.id().text(), Optional.of(token.text())));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(predictions.find(upload.id())).isPresent();
            assertThat(deleted).isEmpty();
            limited.begin();
            deletion.delete(upload.id().text(), Optional.of(token.text()));
            assertThat(predictions.find(upload.id())).isEmpty();
            assertThat(deleted).containsExactly(upload.id());
        }
    }

    @Test
    @Tag("slow")
    @DisplayName("takes an image while very many are being counted, and holds it to what is counted so far")
    void uploadBeforeCount(@TempDir Path directory) {
        try (FileSystemImageStore store = FileSystemImageStore.open(directory)) {
            DataLimits limits = new DataLimits(2, 1L << 40, DataLimits.LEAST_FREE_BYTES);
            LimitedImageStore limited = new LimitedImageStore(store, limits, () -> 0, () -> 1L << 40, id -> {});
            StoredImage meanwhile = image();
            limited.put(meanwhile);
            assertThat(store.load(meanwhile.id())).contains(meanwhile);
            assertThat(limited.isStoredMeanwhile(meanwhile.id())).isTrue();
            limited.count(1);
            long start = System.nanoTime();
            StoredImage tooMany = image();
            assertThatExceptionOfType(StorageFullException.class).isThrownBy(() -> limited.put(tooMany));
            limited.delete(meanwhile.id());
            limited.put(tooMany);
            // None but the first has waited.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            limited.begin();
            assertThatExceptionOfType(StorageFullException.class).isThrownBy(() -> limited.put(image()));
            limited.delete(tooMany.id());
            limited.put(image());
            assertThat(limited.isStoredMeanwhile(image().id())).isFalse();
        }
    }

    @Test
    @DisplayName("counts an image once that several requests store at once")
    void parallelPuts(@TempDir Path directory) throws Exception {
        ExecutorService requests = Executors.newFixedThreadPool(REQUESTS);
        try (FileSystemImageStore store = FileSystemImageStore.open(directory)) {
            DataLimits limits = new DataLimits(REQUESTS + 1, 1L << 40, DataLimits.LEAST_FREE_BYTES);
            LimitedImageStore limited = new LimitedImageStore(store, limits, () -> 0, () -> 1L << 40, id -> {});
            limited.begin();
            StoredImage image = image();
            requests.invokeAll(Collections.nCopies(REQUESTS, Executors.callable(() -> limited.put(image))))
                    .forEach(put -> assertThat(put).succeedsWithin(Duration.ofMinutes(1)));
            for (int others = 0; others < REQUESTS; others++) {
                limited.put(image());
            }
            assertThatExceptionOfType(StorageFullException.class).isThrownBy(() -> limited.put(image()));
        } finally {
            requests.shutdownNow();
        }
    }

    @Test
    @DisplayName("forgets a count that is made anew")
    void countAnew(@TempDir Path directory) {
        try (FileSystemImageStore store = FileSystemImageStore.open(directory)) {
            DataLimits limits = new DataLimits(2, 1L << 40, DataLimits.LEAST_FREE_BYTES);
            LimitedImageStore limited = new LimitedImageStore(store, limits, () -> 0, () -> 1L << 40, id -> {});
            limited.count(1);
            limited.count(1);
            limited.countAnew();
            limited.count(1);
            limited.begin();
            limited.put(image());
            assertThatExceptionOfType(StorageFullException.class).isThrownBy(() -> limited.put(image()));
        }
    }

    private static StoredImage image() {
        Upload upload = new Upload(ImageId.random(new SecureRandom()), new Filename("a.jpg"), Instant.EPOCH);
        return new StoredImage(upload, ImageBytes.wrap(new byte[1]), Optional.empty());
    }
}
