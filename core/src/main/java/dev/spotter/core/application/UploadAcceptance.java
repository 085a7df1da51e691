package dev.spotter.core.application;

import dev.spotter.core.error.ImageAlreadyStoredException;
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
import java.util.function.Supplier;

/** Checks an upload, stores the image and creates its PENDING prediction. Thread-safe if its ports are. */
public final class UploadAcceptance {
    private final ImageStore store;
    private final PredictionRepository predictions;
    private final ImageLimits limits;
    private final Clock clock;
    private final Supplier<ImageId> ids;

    /** @param ids gives a new, unguessable id at each call; thread-safe */
    public UploadAcceptance(
            ImageStore store,
            PredictionRepository predictions,
            ImageLimits limits,
            Clock clock,
            Supplier<ImageId> ids) {
        this.store = store;
        this.predictions = predictions;
        this.limits = limits;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * An accepted upload.
     *
     * @param givenFilename the name before it was cleaned
     */
    public record Receipt(StoredImage image, ImageHeader header, String givenFilename) {}

    /**
     * Accepts an image. It is stored first. Then its PENDING prediction is created if it has none. So a fast event's
     * outcome is never overwritten, and after a crash in between the image still has its event.
     *
     * @param filename as given by the user; it is cleaned
     * @throws dev.spotter.core.error.InvalidRequestException if the cleaned name is empty or too long
     * @throws dev.spotter.core.error.ImageTooLargeException if it has too many bytes
     * @throws dev.spotter.core.error.UnsupportedImageException if it is of no format that is read
     * @throws dev.spotter.core.error.DamagedImageException if its header cannot be read
     * @throws dev.spotter.core.error.TooManyPixelsException if its header declares too many pixels
     * @throws dev.spotter.core.error.BusyException if too many images wait to be classified to be classified to be
     *     classified
     * @throws dev.spotter.core.error.StorageFullException if there is no room for it
     * @throws dev.spotter.core.error.StorageException if it could not be stored
     */
    public Receipt accept(String filename, ImageBytes bytes) {
        Filename name = Filename.clean(filename);
        ImageHeader header = limits.check(bytes);
        return keep(new StoredImage(new Upload(ids.get(), name, clock.instant()), bytes), header, filename);
    }

    /**
     * Accepts the image that a presigned URL was made for, once.
     *
     * @throws ImageAlreadyStoredException if it was uploaded before
     * @throws dev.spotter.core.error.SpotterException for the same reasons as for any image
     */
    public Receipt accept(Upload signed, ImageBytes bytes) {
        ImageHeader header = limits.check(bytes);
        if (predictions.find(signed.id()).isPresent()) {
            throw new ImageAlreadyStoredException(signed.id().text());
        }
        return keep(new StoredImage(signed, bytes), header, signed.filename().value());
    }

    /** The limits of an upload. */
    public ImageLimits limits() {
        return limits;
    }

    private Receipt keep(StoredImage image, ImageHeader header, String givenFilename) {
        store.put(image);
        predictions.createIfAbsent(new Prediction.Pending(image.upload()));
        return new Receipt(image, header, givenFilename);
    }
}
