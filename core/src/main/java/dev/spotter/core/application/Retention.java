package dev.spotter.core.application;

import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Deletes images with their predictions when their upload is longer ago than the retention period. It deletes a few at
 * a time, so that other requests are answered in between. Thread-safe if its ports are.
 */
public final class Retention {
    /** How many images are deleted by one call at most. */
    public static final int BATCH = 100;

    private final Uploads uploads;
    private final ImageDeletion deletion;
    private final Duration period;
    private final Clock clock;

    /** Finds images by the time of their upload. Thread-safe. */
    @FunctionalInterface
    public interface Uploads {
        /**
         * The oldest images that have a prediction and were uploaded before {@code time}, at most {@code limit}; and
         * images whose prediction was deleted but which are still stored, at most {@code limit}.
         *
         * @throws dev.spotter.core.error.StorageException if they could not be read
         */
        List<ImageId> uploadedBefore(Instant time, int limit);
    }

    /** @param period for which images are kept, counted from their upload */
    public Retention(Uploads uploads, ImageDeletion deletion, Duration period, Clock clock) {
        this.uploads = uploads;
        this.deletion = deletion;
        this.period = period;
        this.clock = clock;
    }

    /** For how long images are kept after their upload. */
    public Duration period() {
        return period;
    }

    /**
     * Deletes the oldest images that are due, at most {@value #BATCH}, and finishes as many deletions that failed
     * earlier. One that cannot be deleted does not keep the others, and the next call tries it again.
     *
     * @return whether more images may be due
     * @throws SpotterException the failure of the first image that could not be deleted
     */
    public boolean deleteSome() {
        List<ImageId> due = uploads.uploadedBefore(clock.instant().minus(period), BATCH);
        SpotterException failure = null;
        for (ImageId id : due) {
            try {
                deletion.delete(id);
            } catch (SpotterException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return due.size() >= BATCH;
    }
}
