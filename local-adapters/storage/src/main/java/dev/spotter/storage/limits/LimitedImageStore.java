package dev.spotter.storage.limits;

import static java.lang.System.Logger.Level.WARNING;

import dev.spotter.core.error.BusyException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.error.StorageFullException;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.ForwardingImageStore;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.storage.filesystem.FileSystemImageStore;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A store with limits; an image over a limit is refused before a byte of it is written. The images that are stored
 * already must be counted: see {@link #begin}. In the first two seconds of the store, uploads wait for that; later they
 * are held to the limits by what is counted so far. Thread-safe as its store is.
 */
public final class LimitedImageStore extends ForwardingImageStore {
    private static final System.Logger LOG = System.getLogger(LimitedImageStore.class.getName());
    /** Of the disk: a file takes whole ones. */
    private static final long BLOCK_BYTES = 4096;
    /** How long after it was made the store lets uploads wait until the stored images are counted. */
    private static final Duration UPLOAD_PATIENCE = Duration.ofSeconds(2);
    /** How long after it was made the store lets deletions wait for it. */
    private static final Duration DELETION_PATIENCE = Duration.ofSeconds(5);

    private final FileSystemImageStore store;
    private final DataLimits limits;
    private final LongSupplier databaseBytes;
    private final LongSupplier freeBytes;
    private final Consumer<ImageId> whenDeleted;
    private final long madeNanos = System.nanoTime();
    private final CountDownLatch counted = new CountDownLatch(1);
    /** Stored while the others were being counted; only these, so they are few. */
    private final Set<ImageId> storedMeanwhile = ConcurrentHashMap.newKeySet();
    /** Whether the log says that no image is taken. */
    private boolean logged;

    /** Stored since the start, less the deleted ones. */
    private long images;

    private long imageBytes;
    /** Stored before the start, as far as they are counted. */
    private long earlierImages;

    private long earlierBytes;
    /** Of {@link #imageBytes}: some of them may not be on the disk yet. */
    private long beingWritten;

    /**
     * A store whose images are to be counted.
     *
     * @param databaseBytes size of the predictions on the disk
     * @param freeBytes free space of the disk
     * @param whenDeleted is called after an image was deleted, or was not stored
     */
    public LimitedImageStore(
            FileSystemImageStore store,
            DataLimits limits,
            LongSupplier databaseBytes,
            LongSupplier freeBytes,
            Consumer<ImageId> whenDeleted) {
        super(store);
        this.store = store;
        this.limits = limits;
        this.databaseBytes = databaseBytes;
        this.freeBytes = freeBytes;
        this.whenDeleted = whenDeleted;
    }

    /** Counts an image that was stored before the start. */
    public synchronized void count(long sizeBytes) {
        earlierImages++;
        earlierBytes += onDisk(sizeBytes);
    }

    /** Forgets what {@link #count} has counted, before {@link #begin}: the count starts again. */
    public synchronized void countAnew() {
        earlierImages = 0;
        earlierBytes = 0;
    }

    /** Says that all that were stored before the start are counted. */
    public void begin() {
        counted.countDown();
    }

    /** Whether an image was stored through this store before {@link #begin}, so that it is counted already. */
    public boolean isStoredMeanwhile(ImageId id) {
        return storedMeanwhile.contains(id);
    }

    @Override
    public void put(StoredImage image) {
        boolean isCounted = isCountedWithin(UPLOAD_PATIENCE);
        long sizeBytes = image.bytes().sizeBytes();
        reserve(sizeBytes);
        AtomicBoolean created = new AtomicBoolean();
        try {
            // Before the file can be seen.
            if (!isCounted) {
                storedMeanwhile.add(image.id());
            }
            store.put(image, () -> created.set(true));
        } finally {
            // The same image may have been stored by another request meanwhile: its file counts once.
            end(sizeBytes, created.get());
        }
    }

    /**
     * {@inheritDoc} It is called before a deletion, so an image that was stored before the start must be counted: an
     * earlier deletion would delete the prediction, but then not the image.
     *
     * @throws BusyException if the stored images are still being counted
     */
    @Override
    public Optional<DeletionHash> deletionHash(ImageId id) {
        awaitCountToDelete(id);
        return super.deletionHash(id);
    }

    /**
     * {@inheritDoc}
     *
     * @throws BusyException if the stored images are still being counted; the image is not deleted then
     */
    @Override
    public void delete(ImageId id) {
        awaitCountToDelete(id);
        store.remove(id).ifPresent(this::uncount);
        whenDeleted.accept(id);
    }

    private void awaitCountToDelete(ImageId id) {
        if (!isStoredMeanwhile(id) && !isCountedWithin(DELETION_PATIENCE)) {
            throw new BusyException(
                    "the images that are stored already are being counted; delete the image again later",
                    DELETION_PATIENCE);
        }
    }

    private synchronized void uncount(long sizeBytes) {
        images--;
        imageBytes -= onDisk(sizeBytes);
    }

    private synchronized void reserve(long sizeBytes) {
        long needed = onDisk(sizeBytes);
        if (images + earlierImages >= limits.maxImages()) {
            throw full("the server holds %,d images, which is its limit", limits.maxImages());
        }
        if (imageBytes + earlierBytes + needed + databaseBytes.getAsLong() > limits.maxBytes()) {
            throw full("the server's images and predictions take up its limit of %,d bytes", limits.maxBytes());
        }
        if (freeBytes.getAsLong() - beingWritten - needed < limits.minFreeBytes()) {
            throw full("the disk is nearly full: the server leaves %,d bytes of it free", limits.minFreeBytes());
        }
        logged = false;
        images++;
        imageBytes += needed;
        beingWritten += needed;
    }

    private synchronized void end(long sizeBytes, boolean created) {
        beingWritten -= onDisk(sizeBytes);
        if (!created) {
            images--;
            imageBytes -= onDisk(sizeBytes);
        }
    }

    private boolean isCountedWithin(Duration patience) {
        try {
            return counted.await(patience.toNanos() - (System.nanoTime() - madeNanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StorageException.transientFailure("the server is stopping", e);
        }
    }

    /** With the metadata beside it. */
    private static long onDisk(long sizeBytes) {
        return (sizeBytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES + BLOCK_BYTES;
    }

    private StorageFullException full(String limit, long value) {
        String reached = String.format(Locale.ROOT, limit, value);
        if (!logged) {
            logged = true;
            LOG.log(WARNING, "uploads are refused: {0}; raise the limit or make room", reached);
        }
        return new StorageFullException(
                reached + "; nothing of this image was stored. The operator can raise the limit or free space");
    }
}
