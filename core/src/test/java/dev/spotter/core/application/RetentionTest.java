package dev.spotter.core.application;

import static dev.spotter.core.application.InMemoryApplication.CLOCK;
import static dev.spotter.core.application.InMemoryApplication.NOON;
import static dev.spotter.core.application.InMemoryApplication.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction.Pending;
import dev.spotter.core.testing.MapImageStore;
import dev.spotter.core.testing.MapPredictionRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The retention of images")
class RetentionTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final MapPredictionRepository predictions = new MapPredictionRepository();
    private final List<Upload> uploads = new ArrayList<>();

    @Test
    @DisplayName("deletes images with their predictions that are older than the period, and no others")
    void period() {
        MapImageStore store = new MapImageStore();
        Upload due = put(store, NOON.minus(HOUR).minusMillis(1));
        Upload kept = put(store, NOON.minus(HOUR));
        assertThat(retention(store).deleteSome()).isFalse();
        assertThat(store.images()).containsOnlyKeys(kept.id());
        assertThat(predictions.find(due.id())).isEmpty();
        assertThat(predictions.find(kept.id())).contains(new Pending(kept));
    }

    @Test
    @DisplayName("deletes a hundred at a time")
    void batches() {
        MapImageStore store = new MapImageStore();
        IntStream.range(0, 2 * Retention.BATCH + 1).forEach(i -> put(store, Instant.EPOCH));
        Retention retention = retention(store);
        assertThat(retention.deleteSome()).isTrue();
        assertThat(store.images()).hasSize(Retention.BATCH + 1);
        assertThat(retention.deleteSome()).isTrue();
        assertThat(retention.deleteSome()).isFalse();
        assertThat(store.images()).isEmpty();
    }

    @Test
    @DisplayName("deletes the others where one image cannot be deleted, and says why")
    void failure() {
        List<ImageId> stuck = new ArrayList<>();
        MapImageStore store = new MapImageStore() {
            @Override
            public void delete(ImageId id) {
                if (stuck.contains(id)) {
                    throw StorageException.permanentFailure("the image " + id + " cannot be deleted", null);
                }
                super.delete(id);
            }
        };
        stuck.add(put(store, Instant.EPOCH).id());
        put(store, Instant.EPOCH);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> retention(store).deleteSome())
                .withMessageContaining(stuck.get(0).text());
        assertThat(store.images()).containsOnlyKeys(stuck.get(0));
    }

    private Upload put(MapImageStore store, Instant uploadedAt) {
        Upload upload = new Upload(newId(), new Filename("a.jpg"), uploadedAt);
        store.put(new StoredImage(upload, ImageBytes.wrap(new byte[1])));
        predictions.createIfAbsent(new Pending(upload));
        uploads.add(upload);
        return upload;
    }

    private Retention retention(MapImageStore store) {
        return new Retention(this::uploadedBefore, new ImageDeletion(store, predictions), HOUR, CLOCK);
    }

    private List<ImageId> uploadedBefore(Instant time, int limit) {
        return uploads.stream()
                .filter(upload -> upload.uploadedAt().isBefore(time))
                .map(Upload::id)
                .filter(id -> predictions.find(id).isPresent())
                .limit(limit)
                .toList();
    }
}
