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

/** Takes uploads in: checks, stores, notes that the image waits. Thread-safe as its ports are. */
public final class ImageIntake {
    private final ImageStore store;
    private final PredictionRepository predictions;
    private final ImageLimits limits;
    private final Clock clock;
    private final Supplier<ImageId> ids;

    /** @param ids gives a new, unguessable id at each call; thread-safe */
    public ImageIntake(
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
     * What was taken in.
     *
     * @param givenFilename the name before it was cleaned
     */
    public record Receipt(StoredImage image, ImageHeader header, String givenFilename) {}

    /**
     * Takes an image in. It is stored first and noted as PENDING second, only where nothing is known of it: so a fast
     * event's outcome is never overwritten, and a crash in between leaves an image whose event still comes.
     *
     * @param filename as the person gave it; it is cleaned
     * @throws dev.spotter.core.error.InvalidRequestException if nothing usable is left of the name
     * @throws dev.spotter.core.error.ImageTooLargeException if it has too many bytes
     * @throws dev.spotter.core.error.UnsupportedImageException if it is of no format that is read
     * @throws dev.spotter.core.error.DamagedImageException if its header cannot be read
     * @throws dev.spotter.core.error.TooManyPixelsException if it claims too many pixels
     * @throws dev.spotter.core.error.BusyException if too many images wait
     * @throws dev.spotter.core.error.StorageFullException if there is no room for it
     * @throws dev.spotter.core.error.StorageException if it could not be kept
     */
    public Receipt take(String filename, ImageBytes bytes) {
        Filename name = Filename.clean(filename);
        ImageHeader header = limits.check(bytes);
        return keep(new StoredImage(new Upload(ids.get(), name, clock.instant()), bytes), header, filename);
    }

    /**
     * Takes the image of an upload in that was signed before, as any other, but once.
     *
     * @throws ImageAlreadyStoredException if it was sent before
     * @throws dev.spotter.core.error.SpotterException for the same reasons as of any image
     */
    public Receipt take(Upload signed, ImageBytes bytes) {
        ImageHeader header = limits.check(bytes);
        if (predictions.find(signed.id()).isPresent()) {
            throw new ImageAlreadyStoredException(signed.id().text());
        }
        return keep(new StoredImage(signed, bytes), header, signed.filename().value());
    }

    /** The limits that an upload is held to. */
    public ImageLimits limits() {
        return limits;
    }

    private Receipt keep(StoredImage image, ImageHeader header, String givenFilename) {
        store.put(image);
        predictions.createIfAbsent(new Prediction.Pending(image.upload()));
        return new Receipt(image, header, givenFilename);
    }
}
