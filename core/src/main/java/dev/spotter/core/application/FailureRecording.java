package dev.spotter.core.application;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import java.time.Clock;

/**
 * Records that an image failed when no further attempt is made to classify it, so that it does not stay PENDING for
 * ever. It needs no classifier and reads no image, so what kept the image from being classified does not keep its
 * failure from being recorded. Thread-safe as its ports are.
 */
public final class FailureRecording {
    private final ImageStore store;
    private final PredictionRepository predictions;
    private final Clock clock;

    public FailureRecording(ImageStore store, PredictionRepository predictions, Clock clock) {
        this.store = store;
        this.predictions = predictions;
        this.clock = clock;
    }

    /**
     * Makes the image of this event FAILED, unless the outcome of this event or of a later one is saved already.
     * Nothing is recorded of an image that neither the repository nor the store knows. Recording the same failure again
     * does nothing.
     *
     * @throws StorageException if the repository or the store fails
     */
    public void record(ImageStored event, RuntimeException reason) {
        predictions
                .find(event.id())
                .map(Prediction::upload)
                .or(() -> store.upload(event.id()))
                .ifPresent(upload -> record(upload, event, reason));
    }

    void record(Upload upload, ImageStored event, RuntimeException reason) {
        predictions.save(new Prediction.Failed(upload, event.sequence(), Failure.of(reason), clock.instant()));
    }
}
