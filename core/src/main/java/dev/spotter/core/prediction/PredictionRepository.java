package dev.spotter.core.prediction;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import java.time.Duration;
import java.util.Optional;

/**
 * Stores the newest prediction of each image.
 *
 * <p>Thread-safe. Events arrive at least once and in any order, so both writes have a condition: the prediction that
 * remains is the outcome with the greatest {@link Sequence}, or PENDING if there is no outcome. After a {@link #delete}
 * neither is written for {@link #DELETION_MEMORY}. Each write is atomic. A failed write has had its full effect or
 * none, and may be retried. Scores are stored exactly.
 */
public interface PredictionRepository {
    /**
     * How long a repository remembers that an image was deleted: 15 days, longer than an event of the image can be on
     * its way. S3 sends the event within minutes. Lambda attempts an asynchronous event for at most 6 hours (AWS Lambda
     * Developer Guide, "Configuring error handling settings for asynchronous invocation"). SQS keeps the message of an
     * event that failed for at most 14 days, also in a dead-letter queue, because a message keeps its first timestamp
     * there (Amazon SQS Developer Guide, "Using dead-letter queues"). A local queue ends with its process.
     */
    Duration DELETION_MEMORY = Duration.ofDays(15);

    /**
     * Creates a PENDING prediction unless the image has a prediction or was deleted.
     *
     * @return whether it was created; {@code false} if the image had a prediction, which is unchanged, or was deleted
     * @throws StorageException if the repository could not be written
     */
    boolean createIfAbsent(Prediction.Pending pending);

    /**
     * Saves an outcome unless one with the same or a greater sequence is stored, or the image was deleted.
     *
     * @return whether it was saved; {@code false} if the same or a newer outcome was stored, which is unchanged, or the
     *     image was deleted
     * @throws StorageException if the repository could not be written
     */
    boolean save(Prediction.Outcome outcome);

    /**
     * The prediction of an image, or empty. Consistent: it includes every write that has returned.
     *
     * @throws StorageException if the repository could not be read
     */
    Optional<Prediction> find(ImageId id);

    /**
     * The prediction of the newest upload of this name, or empty. Newest by {@code uploadedAt}; of several in the same
     * millisecond, any one of them. Some adapters return a new upload about a second late, and say so.
     *
     * @throws StorageException if the repository could not be read
     */
    Optional<Prediction> findNewest(Filename filename);

    /**
     * Deletes the prediction of an image. From then on it is absent, and {@link #findNewest} finds the next newest
     * upload of its name. The deletion is remembered for {@link #DELETION_MEMORY}, so that an event that is still on
     * its way does not bring the prediction back; this also holds if the image has no prediction yet. Idempotent.
     *
     * @throws StorageException if the repository could not be written
     */
    void delete(ImageId id);
}
