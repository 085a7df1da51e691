package dev.spotter.core.image;

import dev.spotter.core.error.ImageAlreadyStoredException;
import dev.spotter.core.error.StorageException;
import java.util.Optional;

/**
 * Stores images unchanged.
 *
 * <p>Thread-safe. An id is written once, and a stored image never changes until it is deleted. After {@link #put}
 * returns, the image is stored durably and every {@link #load} finds it. During a put or a delete, or after a failed
 * one, a load finds the whole image or none. No id, name or content is used as a path.
 */
public interface ImageStore {
    /**
     * Stores an image. Idempotent: storing the same bytes under the same id again does nothing and succeeds. If several
     * callers write one id, one wins.
     *
     * @throws ImageAlreadyStoredException if other bytes are stored under this id; they are unchanged
     * @throws dev.spotter.core.error.StorageFullException if there is no room for it
     * @throws StorageException if it could not be stored. The whole image is stored or nothing, and the put may be
     *     retried
     */
    void put(StoredImage image);

    /**
     * The image with this id, or empty if there is none.
     *
     * @throws StorageException if the store could not be read, or the stored image is damaged
     */
    Optional<StoredImage> load(ImageId id);

    /**
     * The upload that the image with this id came by; the image's bytes are not read. Empty if there is no such image;
     * also, with a line in the log, if what is kept of the upload is damaged.
     *
     * @throws StorageException if the store could not be read
     */
    Optional<Upload> upload(ImageId id);

    /**
     * The hash of the token that may delete the image with this id; the image's bytes are not read. Empty if there is
     * no such image, or if clients cannot delete it.
     *
     * @throws StorageException if the store could not be read, or what is stored beside the image is damaged
     */
    Optional<DeletionHash> deletionHash(ImageId id);

    /**
     * Deletes an image with all that is stored beside it, durably. Idempotent: deleting an image that is not stored
     * does nothing and succeeds. The id may be written again.
     *
     * @throws StorageException if it could not be deleted. The whole image is stored or none, and the delete may be
     *     retried
     */
    void delete(ImageId id);
}
