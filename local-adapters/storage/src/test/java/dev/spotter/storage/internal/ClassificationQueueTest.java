package dev.spotter.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.application.FailureRecording;
import dev.spotter.core.image.ImageId;
import dev.spotter.storage.filesystem.FileSystemImageStore;
import dev.spotter.storage.memory.InMemoryPredictionRepository;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The queue of images to classify")
class ClassificationQueueTest {
    @Test
    @DisplayName("tries no image while the images' directory is missing")
    void missingDirectory(@TempDir Path directory) throws Exception {
        AtomicInteger questions = new AtomicInteger();
        List<Integer> triedAfter = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        try (FileSystemImageStore store = FileSystemImageStore.open(directory);
                ClassificationQueue queue = new ClassificationQueue(
                        event -> triedAfter.add(questions.get()),
                        new FailureRecording(store, new InMemoryPredictionRepository(), Clock.systemUTC()),
                        image -> Duration.ZERO,
                        () -> questions.incrementAndGet() > 2,
                        1,
                        1,
                        1)) {
            queue.addFound(ImageId.random(new SecureRandom()), done::countDown);
            assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(triedAfter).containsExactly(3);
    }
}
