package dev.spotter.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.application.FailureRecording;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.storage.filesystem.FileSystemImageStore;
import dev.spotter.storage.limits.DataLimits;
import dev.spotter.storage.limits.LimitedImageStore;
import dev.spotter.storage.sqlite.SqlitePredictionRepository;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The recovery at a start")
class StartupRecoveryTest {
    @Test
    @DisplayName("ends also if the database fails: images are accepted and deleted from then on")
    void brokenDatabase(@TempDir Path directory) throws Exception {
        Upload upload = new Upload(ImageId.random(new SecureRandom()), new Filename("a.jpg"), Instant.EPOCH);
        SqlitePredictionRepository predictions = SqlitePredictionRepository.open(directory);
        try (FileSystemImageStore store = FileSystemImageStore.open(directory)) {
            store.put(new StoredImage(upload, ImageBytes.wrap(new byte[1]), Optional.empty()));
            LimitedImageStore limited =
                    new LimitedImageStore(store, DataLimits.DEFAULT, () -> 0, () -> 1L << 40, id -> {});
            predictions.close();
            CountDownLatch counted = new CountDownLatch(1);
            try (ClassificationQueue queue = new ClassificationQueue(
                            event -> {},
                            new FailureRecording(limited, predictions, Clock.systemUTC()),
                            image -> Duration.ZERO,
                            () -> true,
                            1,
                            1,
                            1);
                    StartupRecovery recovery = new StartupRecovery(
                            store, limited, predictions, queue, new ModelIdentity("m", "1"), false)) {
                recovery.begin(counted::countDown);
                assertThat(counted.await(10, TimeUnit.SECONDS)).isTrue();
                limited.delete(upload.id());
                assertThat(store.load(upload.id())).isEmpty();
            }
        }
    }
}
