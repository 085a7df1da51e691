package dev.spotter.core.application;

import dev.spotter.core.error.ImageAlreadyStoredException;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.UploadForbiddenException;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.DeletionToken;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks an upload, stores the image and creates its PENDING prediction. Thread-safe if its ports are. */
public final class UploadAcceptance {
    private final ImageStore store;
    private final PredictionRepository predictions;
    private final ImageLimits limits;
    private final Clock clock;
    private final Supplier<ImageId> ids;
    private final Supplier<DeletionToken> deletionTokens;

    /**
     * @param ids gives a new, unguessable id at each call; thread-safe
     * @param deletionTokens gives a new, unguessable token at each call; thread-safe
     */
    public UploadAcceptance(
            ImageStore store,
            PredictionRepository predictions,
            ImageLimits limits,
            Clock clock,
            Supplier<ImageId> ids,
            Supplier<DeletionToken> deletionTokens) {
        this.store = store;
        this.predictions = predictions;
        this.limits = limits;
        this.clock = clock;
        this.ids = ids;
        this.deletionTokens = deletionTokens;
    }

    /**
     * An accepted upload.
     *
     * @param givenFilename the name before it was cleaned
     * @param deletionToken may delete the image; empty if the client has it from the response with the presigned URL
     */
    public record Receipt(
            StoredImage image, ImageHeader header, String givenFilename, Optional<DeletionToken> deletionToken) {}

    /**
     * Accepts an image. It is stored first. Then its PENDING prediction is created if it has none. So a fast event's
     * outcome is never overwritten, and after a crash in between the image still has its event.
     *
     * @param filename as given by the user; it is cleaned
     * @throws dev.spotter.core.error.InvalidRequestException if the image is empty, or the cleaned name is empty or
     *     too long
     * @throws dev.spotter.core.error.ImageTooLargeException if it has too many bytes
     * @throws dev.spotter.core.error.UnsupportedImageException if it is of no format that is read
     * @throws dev.spotter.core.error.DamagedImageException if its header cannot be read
     * @throws dev.spotter.core.error.TooManyPixelsException if its header declares too many pixels
     * @throws dev.spotter.core.error.BusyException if too many images wait to be classified
     * @throws dev.spotter.core.error.StorageFullException if there is no room for it
     * @throws dev.spotter.core.error.StorageException if it could not be stored
     */
    public Receipt accept(String filename, ImageBytes bytes) {
        Filename name = Filename.clean(filename);
        ImageHeader header = checked(bytes);
        DeletionToken token = deletionTokens.get();
        Upload upload = new Upload(ids.get(), name, clock.instant());
        StoredImage image = new StoredImage(upload, bytes, Optional.of(token.hash()));
        keep(image);
        return new Receipt(image, header, filename, Optional.of(token));
    }

    /**
     * Accepts the image that a presigned URL was made for, once. If the image was deleted since, it is not stored.
     *
     * @param deletionHash that the URL was made for
     * @throws ImageAlreadyStoredException if it was uploaded before
     * @throws UploadForbiddenException if it was deleted
     * @throws dev.spotter.core.error.SpotterException for the same reasons as for any image
     */
    public Receipt accept(Upload signed, DeletionHash deletionHash, ImageBytes bytes) {
        ImageHeader header = checked(bytes);
        if (predictions.find(signed.id()).isPresent()) {
            throw new ImageAlreadyStoredException(signed.id().text());
        }
        StoredImage image = new StoredImage(signed, bytes, Optional.of(deletionHash));
        if (!keep(image) && predictions.find(signed.id()).isEmpty()) {
            store.delete(signed.id());
            throw new UploadForbiddenException(
                    "the image of this URL was deleted; ask POST /upload-url for another URL");
        }
        return new Receipt(image, header, signed.filename().value(), Optional.empty());
    }

    /** An upload without bytes is a mistake of the client, whatever its format. */
    private ImageHeader checked(ImageBytes bytes) {
        if (bytes.sizeBytes() == 0) {
            throw new InvalidRequestException("image", "the image is empty");
        }
        return limits.check(bytes);
    }

    /** The limits of an upload. */
    public ImageLimits limits() {
        return limits;
    }

    private boolean keep(StoredImage image) {
        store.put(image);
        return predictions.createIfAbsent(new Prediction.Pending(image.upload()));
    }
}
