package dev.spotter.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.application.FailureRecording;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.StorageFullException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.storage.filesystem.FileSystemImageStore;
import dev.spotter.storage.limits.DataLimits;
import dev.spotter.storage.limits.LimitedImageStore;
import dev.spotter.storage.sqlite.SqlitePredictionRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The recovery at a start")
class StartupRecoveryTest {
    private static final DataLimits ONE_IMAGE = new DataLimits(1, 1L << 40, DataLimits.LEAST_FREE_BYTES);

    private final Path directory;
    private final Path images;
    private final StoredImage image = image();
    private final CountDownLatch counted = new CountDownLatch(1);
    private final CountDownLatch classified = new CountDownLatch(1);
    private final SqlitePredictionRepository predictions;
    private final FileSystemImageStore store;
    private final LimitedImageStore limited;
    private final ClassificationQueue queue;
    private final StartupRecovery recovery;

    StartupRecoveryTest(@TempDir Path directory) {
        this.directory = directory;
        images = directory.resolve("images");
        predictions = SqlitePredictionRepository.open(directory);
        store = FileSystemImageStore.open(images);
        limited = new LimitedImageStore(store, ONE_IMAGE, () -> 0, () -> 1L << 40, id -> {});
        queue = new ClassificationQueue(
                event -> classified.countDown(),
                new FailureRecording(limited, predictions, Clock.systemUTC()),
                image -> Duration.ZERO,
                () -> true,
                1,
                1,
                1);
        recovery = new StartupRecovery(store, limited, predictions, queue, new ModelIdentity("m", "1"), false);
    }

    @BeforeEach
    void storeAnImage() {
        store.put(image);
    }

    @AfterEach
    void close() {
        recovery.close();
        queue.close();
        store.close();
        predictions.close();
    }

    @Test
    @DisplayName("ends also if the database fails: images are accepted and deleted from then on")
    void brokenDatabase() throws Exception {
        predictions.close();
        recovery.begin(counted::countDown);
        assertThat(counted.await(10, TimeUnit.SECONDS)).isTrue();
        limited.delete(image.id());
        assertThat(store.load(image.id())).isEmpty();
    }

    @Test
    @DisplayName("waits for a directory that is missing, and then counts its images")
    void missingDirectory() throws Exception {
        CountDownLatch missing = new CountDownLatch(1);
        Path away = Files.move(images, directory.resolve("away"));
        try (LogWatch watch = new LogWatch("RootDirectory", missing::countDown)) {
            watch.begin();
            recovery.begin(counted::countDown);
            assertThat(missing.await(10, TimeUnit.SECONDS)).as("noticed").isTrue();
        }
        assertThat(counted.getCount()).isOne();
        Files.move(away, images);
        assertThat(counted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatExceptionOfType(StorageFullException.class).isThrownBy(() -> limited.put(image()));
        assertThat(classified.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("lets images be accepted and deleted also if it ends with an error")
    void error() throws Exception {
        String id = image.id().text();
        // A directory that is named like an image gets a line in the log.
        Files.createDirectories(
                images.resolve(id.substring(0, 2)).resolve(id.substring(0, 25) + (id.endsWith("0") ? "1" : "0")));
        try (LogWatch watch = new LogWatch("FileSystemImageStore", StartupRecoveryTest::fail)) {
            watch.begin();
            recovery.begin(counted::countDown);
            assertThat(counted.await(10, TimeUnit.SECONDS)).isTrue();
        }
        limited.delete(image.id());
        assertThat(store.load(image.id())).isEmpty();
    }

    @Test
    @DisplayName("queues the images also if the action after the count fails")
    void failingAction() throws Exception {
        recovery.begin(StartupRecoveryTest::failAction);
        assertThat(classified.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void fail() {
        throw new LinkageError("of the test");
    }

    private static void failAction() {
        throw new IllegalStateException("of the test");
    }

    private static StoredImage image() {
        Upload upload = new Upload(ImageId.random(new SecureRandom()), new Filename("a.jpg"), Instant.EPOCH);
        return new StoredImage(upload, ImageBytes.wrap(new byte[1]), Optional.empty());
    }

    /** Does something at each line in the log of a class of the file store. */
    private static final class LogWatch extends Handler implements AutoCloseable {
        private final Logger logger;
        private final Runnable action;

        LogWatch(String className, Runnable action) {
            logger = Logger.getLogger(FileSystemImageStore.class.getPackageName() + "." + className);
            this.action = action;
        }

        void begin() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            action.run();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
