package dev.spotter.storage.internal;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.storage.filesystem.FileSystemImageStore;
import dev.spotter.storage.filesystem.StoredFile;
import dev.spotter.storage.limits.LimitedImageStore;
import dev.spotter.storage.sqlite.SqlitePredictionRepository;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finishes in the background what earlier runs left: creates missing predictions of stored images, counts all images,
 * and queues those without an outcome, oldest first. The stored images decide: what the database lost is found here. No
 * image is read for it, and few of them are in the queue at once.
 */
public final class StartupRecovery implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StartupRecovery.class.getName());
    private static final int MOST_QUEUED = 1_000;
    private static final int COUNT_ATTEMPTS = 3;
    private static final int STOP_CHECK_MILLIS = 100;

    private final FileSystemImageStore store;
    private final LimitedImageStore limited;
    private final SqlitePredictionRepository predictions;
    private final ClassificationQueue queue;
    private final ModelIdentity model;
    private final boolean reclassify;
    private final Semaphore places = new Semaphore(MOST_QUEUED);
    private final Thread thread = new Thread(this::run, "restart");
    private volatile boolean stopping;
    private boolean noting = true;
    private Runnable whenCounted = () -> {};

    /**
     * A recovery that has not begun.
     *
     * @param reclassify whether images that another model classified, and those that failed, are classified again
     */
    public StartupRecovery(
            FileSystemImageStore store,
            LimitedImageStore limited,
            SqlitePredictionRepository predictions,
            ClassificationQueue queue,
            ModelIdentity model,
            boolean reclassify) {
        this.store = store;
        this.limited = limited;
        this.predictions = predictions;
        this.queue = queue;
        this.model = model;
        this.reclassify = reclassify;
        thread.setDaemon(true);
    }

    /**
     * Begins, in a thread of its own.
     *
     * @param whenCounted runs once all stored images are counted
     */
    public void begin(Runnable whenCounted) {
        this.whenCounted = whenCounted;
        thread.start();
    }

    /** Stops where it is; the next start does the rest. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Waiting waiting = countedAndWaiting();
            queueAll(waiting.withoutOutcome(), waiting.ofOtherModels());
        } catch (InterruptedException | StoppedException e) {
            LOG.log(INFO, "stopped before all stored images were looked at; the next start goes on");
        }
    }

    private Waiting countedAndWaiting() throws InterruptedException {
        try {
            takeStock();
            return waiting();
        } finally {
            // Whatever failed, also with an Error: uploads and deletions work, and old images are deleted.
            if (!stopping) {
                limited.begin();
                reportCounted();
            }
        }
    }

    private void reportCounted() {
        try {
            whenCounted.run();
        } catch (RuntimeException e) {
            LOG.log(ERROR, "the action after the count of the stored images failed; the next start runs it again", e);
        }
    }

    /** Uploads of this run queue themselves: both leave them out. */
    private Waiting waiting() {
        try {
            Stream<Upload> others = reclassify ? predictions.notOf(model) : Stream.empty();
            return new Waiting(ofEarlierRuns(predictions.pending()), ofEarlierRuns(others));
        } catch (RuntimeException e) {
            LOG.log(
                    ERROR,
                    "stored images without an outcome could not be found; they are classified after the next start",
                    e);
            return new Waiting(Stream.empty(), Stream.empty());
        }
    }

    private Stream<Upload> ofEarlierRuns(Stream<Upload> uploads) {
        return uploads.filter(upload -> !limited.isStoredMeanwhile(upload.id()));
    }

    private record Waiting(Stream<Upload> withoutOutcome, Stream<Upload> ofOtherModels) {}

    private void queueAll(Stream<Upload> waiting, Stream<Upload> others) throws InterruptedException {
        try {
            queue(waiting, "{0} stored images had no outcome yet and are classified");
            queue(others, "{0} stored images are classified again");
            tellOfOtherModels();
        } catch (StorageException e) {
            LOG.log(
                    ERROR,
                    "not all stored images without an outcome could be found; the others are classified after the next "
                            + "start: {0} ({1})",
                    e.getMessage(),
                    String.valueOf(e.getCause()));
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(ERROR, "not all stored images without an outcome could be queued; the next start goes on", e);
        }
    }

    /** Without the directory, nothing can be counted: it is awaited, and the count starts again. */
    private void takeStock() throws InterruptedException {
        int attempt = 1;
        while (!isStockTaken(attempt++)) {
            while (!store.isPresent()) {
                requireRunning();
                TimeUnit.MILLISECONDS.sleep(STOP_CHECK_MILLIS);
            }
            limited.countAnew();
        }
    }

    /**
     * Whether the stored images are counted, as far as they can be. A count that failed is made again, even if the
     * directory is present: it may have been missing just before.
     */
    private boolean isStockTaken(int attempt) {
        try {
            store.takeStock(this::take);
        } catch (StoppedException e) {
            throw e;
        } catch (StorageException e) {
            if (attempt < COUNT_ATTEMPTS || !store.isPresent()) {
                return false;
            }
            LOG.log(
                    ERROR,
                    "not all stored images could be looked at, and those count for no limit until the next start: "
                            + "{0} ({1})",
                    e.getMessage(),
                    String.valueOf(e.getCause()));
        } catch (RuntimeException e) {
            LOG.log(
                    ERROR,
                    "not all stored images could be looked at, and those count for no limit until the next start",
                    e);
        }
        return true;
    }

    private void take(StoredFile file) {
        requireRunning();
        if (limited.isStoredMeanwhile(file.id())) {
            return;
        }
        if (!noting || !isDeletionFinished(file.id())) {
            limited.count(file.sizeBytes());
        }
    }

    /**
     * Finishes the deletion of an image that an earlier run began to delete; creates the prediction of one that has
     * none. If the database cannot be read or written, as on a full disk, it is not tried for the other images.
     *
     * @return whether the image was deleted
     */
    private boolean isDeletionFinished(ImageId id) {
        try {
            if (predictions.isDeleted(id)) {
                return isDeleted(id);
            }
            if (!predictions.contains(id)) {
                store.upload(id).ifPresent(upload -> predictions.createIfAbsent(new Prediction.Pending(upload)));
            }
        } catch (StorageException e) {
            requirePresent(e);
            noting = false;
            LOG.log(
                    ERROR,
                    "images that have no prediction are left to the next start: {0} ({1})",
                    e.getMessage(),
                    String.valueOf(e.getCause()));
        }
        return false;
    }

    /** An image that cannot be deleted does not keep the others. */
    private boolean isDeleted(ImageId id) {
        try {
            store.delete(id);
        } catch (StorageException e) {
            requirePresent(e);
            LOG.log(
                    ERROR,
                    "an image that a client or the retention deleted is still stored: {0} ({1})",
                    e.getMessage(),
                    String.valueOf(e.getCause()));
            return false;
        }
        predictions.imageDeleted(id);
        return true;
    }

    private void queue(Stream<Upload> uploads, String message) throws InterruptedException {
        long count = 0;
        for (Iterator<Upload> each = uploads.iterator(); each.hasNext(); count++) {
            awaitPlace();
            queue.addFound(each.next().id(), places::release);
        }
        if (count > 0) {
            LOG.log(INFO, message, count);
        }
    }

    private void awaitPlace() throws InterruptedException {
        while (!places.tryAcquire(STOP_CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
            requireRunning();
        }
    }

    private void requireRunning() {
        if (stopping) {
            throw new StoppedException();
        }
    }

    /** A failure without the directory ends this count. */
    private void requirePresent(StorageException failure) {
        if (!store.isPresent()) {
            throw failure;
        }
    }

    private void tellOfOtherModels() {
        long others = reclassify ? 0 : predictions.countOfOtherModels(model);
        if (others > 0) {
            LOG.log(
                    INFO,
                    "{0} stored images keep the labels of another model than {1}: this server does not reclassify",
                    others,
                    model.name());
        }
    }

    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
