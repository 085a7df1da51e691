package dev.spotter.core.prediction;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import java.util.Optional;

/**
 * Stores the newest prediction of each image.
 *
 * <p>Thread-safe. Events arrive at least once and in any order, so both writes have a condition: the prediction that
 * remains is the outcome with the greatest {@link Sequence}, or PENDING if there is no outcome. Each write is atomic. A
 * failed write has had its full effect or none, and may be retried. Scores are stored exactly.
 */
public interface PredictionRepository {
    /**
     * Creates a PENDING prediction unless the image has a prediction.
     *
     * @return whether it was created; {@code false} if the image had a prediction, which is unchanged
     * @throws StorageException if the repository could not be written
     */
    boolean createIfAbsent(Prediction.Pending pending);

    /**
     * Saves an outcome unless one with the same or a greater sequence is stored.
     *
     * @return whether it was saved; {@code false} if the same or a newer outcome was stored, which is unchanged
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
}
