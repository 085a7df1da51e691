package dev.spotter.core.application;

import dev.spotter.core.error.DeletionForbiddenException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.DeletionToken;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.prediction.PredictionRepository;
import java.util.Optional;

/**
 * Deletes images with their predictions. A client needs the image's deletion token: the id alone, which is in every
 * link to a prediction, is not enough. Thread-safe if its ports are.
 *
 * <p>The prediction is deleted first. From then on nothing of the image is visible, and a later event changes nothing.
 * The image is deleted second, because the hash of the token is stored with it: after a crash in between, the client
 * can repeat the deletion, and so does the local server at its next start.
 */
public final class ImageDeletion {
    private final ImageStore store;
    private final PredictionRepository predictions;

    public ImageDeletion(ImageStore store, PredictionRepository predictions) {
        this.store = store;
        this.predictions = predictions;
    }

    /**
     * Deletes an image for a client. Idempotent: if no image has this id, or no longer, it does nothing and succeeds.
     *
     * @param imageId as given by the client
     * @param token as given by the client; empty if it gave none
     * @throws DeletionForbiddenException if the token is missing or not the one of this image
     * @throws StorageException if it could not be deleted; the deletion may be repeated
     */
    public void delete(String imageId, Optional<String> token) {
        if (token.isEmpty()) {
            throw forbidden("the deletion token is missing");
        }
        Optional<ImageId> id = ImageId.parse(imageId);
        if (id.isPresent() && mayDelete(id.get(), token.get())) {
            delete(id.get());
        }
    }

    /**
     * Deletes an image without asking for a token. Idempotent.
     *
     * @throws StorageException if it could not be deleted; the deletion may be repeated
     */
    public void delete(ImageId id) {
        predictions.delete(id);
        store.delete(id);
    }

    /** False if there is no such image. */
    private boolean mayDelete(ImageId id, String token) {
        Optional<DeletionHash> hash = store.deletionHash(id);
        if (hash.isEmpty() && store.upload(id).isEmpty()) {
            return false;
        }
        Optional<DeletionToken> given = DeletionToken.parse(token);
        if (hash.isEmpty() || given.isEmpty() || !hash.get().isOf(given.get())) {
            throw forbidden("this is not the image's deletion token");
        }
        return true;
    }

    private static DeletionForbiddenException forbidden(String what) {
        return new DeletionForbiddenException(
                what + "; send the deletionToken from the response to the image's upload in the header Deletion-Token");
    }
}
