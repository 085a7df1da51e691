package dev.spotter.core.image;

import dev.spotter.core.error.ImageAlreadyStoredException;
import dev.spotter.core.error.StorageException;
import java.util.Optional;

/**
 * Keeps images as they came.
 *
 * <p>Thread-safe. An id is written once: nothing that is stored is ever changed. What {@link #put} has returned for is
 * stored durably, and every later {@link #load} by anybody finds it whole; while a put is under way, or after one that
 * failed, a load finds the whole image or none. No part of an id, a name or the bytes is ever read as a path.
 */
public interface ImageStore {
    /**
     * Stores an image. Idempotent: storing the same bytes under the same id again does nothing and succeeds. Of several
     * writers of one id, one wins.
     *
     * @throws ImageAlreadyStoredException if other bytes are stored under this id; they stay as they were
     * @throws dev.spotter.core.error.StorageFullException if there is no room for it
     * @throws StorageException if it could not be stored; then the image is there whole or not at all, and a put may be
     *     tried again
     */
    void put(StoredImage image);

    /**
     * The image with this id, or empty if there is none.
     *
     * @throws StorageException if the store could not be read, or what it holds is damaged
     */
    Optional<StoredImage> load(ImageId id);

    /**
     * The upload that the image with this id came by; the image's bytes are not read. Empty if there is no such image;
     * also, with a line in the log, if what is kept of the upload is damaged.
     *
     * @throws StorageException if the store could not be read
     */
    Optional<Upload> upload(ImageId id);
}
