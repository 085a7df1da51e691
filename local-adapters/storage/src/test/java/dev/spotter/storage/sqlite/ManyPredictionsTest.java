package dev.spotter.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Look-ups among many predictions: 20,000, or {@code -Dspotter.predictions=1000000}, which takes minutes and 300 MB of
 * disk.
 */
@Tag("slow")
@DisplayName("Many predictions in SQLite")
class ManyPredictionsTest {
    private static final int COUNT = Integer.getInteger("spotter.predictions", 20_000);
    private static final int CLASSES = 5;
    private static final int LOOKUPS = 1_000;
    private static final Duration SOON = Duration.ofMillis(5);
    /** It empties the log into the file, and waits for the disk. */
    private static final Duration LONGEST_DELETION = Duration.ofMillis(50);

    private static final long FLAT_BYTES = 16L << 20;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("are looked up by id and by name in less than 5 ms, deleted in less than 50 ms, and take no memory")
    void lookups() {
        SecureRandom random = new SecureRandom();
        List<ImageId> some = new ArrayList<>();
        long before;
        try (SqlitePredictionRepository predictions = SqlitePredictionRepository.open(directory)) {
            before = usedBytes();
            for (int i = 0; i < COUNT; i++) {
                ImageId id = ImageId.random(random);
                predictions.save(SaveInALoop.outcome(id, CLASSES));
                if (i % (COUNT / LOOKUPS) == 0) {
                    some.add(id);
                }
            }
            assertThat(usedBytes()).isLessThan(before + FLAT_BYTES);
        }
        try (SqlitePredictionRepository predictions = SqlitePredictionRepository.open(directory)) {
            Times byId = times(some, id -> assertThat(predictions.find(id)).isPresent());
            Times byName = times(some, id -> assertThat(predictions.findNewest(name(id)))
                    .map(found -> found.upload().id())
                    .contains(id));
            Times deleted = times(some, predictions::delete);
            System.out.printf(
                    "%,d predictions, %,d bytes: look-ups by id %s, by name %s, deletions %s%n",
                    COUNT, predictions.sizeBytes(), byId, byName, deleted);
            // The median, because a busy machine takes the processor away from any call.
            assertThat(byId.median()).isLessThan(SOON);
            assertThat(byName.median()).isLessThan(SOON);
            assertThat(deleted.median()).isLessThan(LONGEST_DELETION);
            assertThat(usedBytes()).isLessThan(before + FLAT_BYTES);
        }
    }

    private static Times times(List<ImageId> ids, Consumer<ImageId> call) {
        List<ImageId> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, new Random(7));
        long[] nanos = shuffled.stream()
                .mapToLong(id -> {
                    long start = System.nanoTime();
                    call.accept(id);
                    return System.nanoTime() - start;
                })
                .sorted()
                .toArray();
        return new Times(Duration.ofNanos(nanos[nanos.length / 2]), Duration.ofNanos(nanos[nanos.length * 99 / 100]));
    }

    /** How long calls took. */
    private record Times(Duration median, Duration slowestOfHundred) {
        @Override
        public String toString() {
            return "%d us (99 of 100 within %d us)"
                    .formatted(median.toNanos() / 1_000, slowestOfHundred.toNanos() / 1_000);
        }
    }

    private static Filename name(ImageId id) {
        return SaveInALoop.outcome(id, 1).upload().filename();
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
