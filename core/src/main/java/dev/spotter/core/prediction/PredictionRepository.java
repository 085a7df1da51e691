package dev.spotter.core.prediction;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import java.util.Optional;

/**
 * Keeps one prediction for each image: its newest.
 *
 * <p>Thread-safe. Events about an image arrive at least once and in any order, so both writes are guarded: whatever
 * order they come in and however often, the state that stays is the outcome with the greatest {@link Sequence}, or
 * PENDING where there is none. Each write is atomic; one that fails leaves the prediction as it was or as it should
 * become, and may be tried again. Scores come back as they went in, exactly.
 */
public interface PredictionRepository {
    /**
     * Notes that an image waits, unless something is known of it already.
     *
     * @return whether it was noted; {@code false} means that the image had a prediction, which stays
     * @throws StorageException if the repository could not be written
     */
    boolean createIfAbsent(Prediction.Pending pending);

    /**
     * Saves an outcome, unless one with the same or a greater token is there.
     *
     * @return whether it was saved; {@code false} means that a newer or the same outcome was there, which stays
     * @throws StorageException if the repository could not be written
     */
    boolean save(Prediction.Outcome outcome);

    /**
     * The prediction of an image, or empty. Consistent: sees every write that has returned.
     *
     * @throws StorageException if the repository could not be read
     */
    Optional<Prediction> find(ImageId id);

    /**
     * The prediction of the newest upload of this name, or empty. Newest by {@code uploadedAt}; of several in the same
     * millisecond, any one of them. May lag behind the writes by about a second where an adapter says so.
     *
     * @throws StorageException if the repository could not be read
     */
    Optional<Prediction> findNewest(Filename filename);
}
