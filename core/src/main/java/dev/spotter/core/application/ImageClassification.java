package dev.spotter.core.application;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.error.ImageNotFoundException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.core.prediction.Sequence;
import java.time.Clock;
import java.util.Optional;

/**
 * Classifies stored images. Thread-safe as its ports are; the same event may be handled any number of times.
 *
 * <p>A transient failure is thrown, so that the caller retries, and uses {@link FailureRecording} when it makes no
 * further attempt. A permanent failure becomes a FAILED prediction at once. So no image stays PENDING for ever.
 *
 * <p>An image whose prediction was deleted is deleted as well: its deletion was interrupted, or it was uploaded again
 * to the same presigned URL.
 */
public final class ImageClassification {
    /** Every event of the image comes after it. */
    private static final Sequence NO_EVENT = new Sequence("0");

    private final ImageStore store;
    private final Classifier classifier;
    private final PredictionRepository predictions;
    private final FailureRecording failures;
    private final Clock clock;

    public ImageClassification(ImageStore store, Classifier classifier, PredictionRepository predictions, Clock clock) {
        this.store = store;
        this.classifier = classifier;
        this.predictions = predictions;
        this.failures = new FailureRecording(store, predictions, clock);
        this.clock = clock;
    }

    /**
     * Loads the image, classifies it and saves the outcome, unless an outcome of this or a later event is stored.
     *
     * @throws SpotterException if the failure is transient ({@link SpotterException#isRetryable()}), or the outcome
     *     could not be saved
     */
    public void classify(ImageStored event) {
        Optional<Prediction> known = predictions.find(event.id());
        if (known.isPresent() && isSettled(known.get(), event)) {
            return;
        }
        Optional<StoredImage> image;
        try {
            image = store.load(event.id());
        } catch (StorageException e) {
            if (e.isRetryable() || known.isEmpty()) {
                throw e;
            }
            failures.record(known.get().upload(), event, e);
            return;
        }
        if (image.isEmpty()) {
            known.ifPresent(p -> failures.record(p.upload(), event, deleted(event)));
            return;
        }
        if (known.isEmpty() && isDeleted(image.get().upload())) {
            store.delete(event.id());
            return;
        }
        classify(image.get(), event);
    }

    /**
     * Classifies a stored image for a caller that has no event: one whose event is missing, or that is FAILED. An image
     * that is CLASSIFIED stays so, and one whose prediction was deleted is deleted.
     *
     * @return its outcome afterwards, or empty if there is no such image
     * @throws SpotterException if the failure is transient ({@link SpotterException#isRetryable()}), or the outcome
     *     could not be saved
     */
    public Optional<Prediction.Outcome> classifyAgain(ImageId id) {
        Optional<Prediction.Outcome> known = outcome(id);
        if (known.isPresent() && known.get() instanceof Prediction.Classified) {
            return known;
        }
        Sequence sequence =
                known.map(outcome -> outcome.sequence().ofAnotherAttempt()).orElse(NO_EVENT);
        classify(new ImageStored(id, sequence));
        return outcome(id);
    }

    private Optional<Prediction.Outcome> outcome(ImageId id) {
        return predictions.find(id).filter(Prediction.Outcome.class::isInstance).map(Prediction.Outcome.class::cast);
    }

    /** An image that was sent to a presigned URL or by another tool is PENDING from now on, through all attempts. */
    private boolean isDeleted(Upload upload) {
        return !predictions.createIfAbsent(new Prediction.Pending(upload))
                && predictions.find(upload.id()).isEmpty();
    }

    private void classify(StoredImage image, ImageStored event) {
        try {
            Classification classification = classifier.classify(image.bytes());
            predictions.save(
                    new Prediction.Classified(image.upload(), event.sequence(), classification, clock.instant()));
        } catch (SpotterException e) {
            if (e.isRetryable()) {
                throw e;
            }
            failures.record(image.upload(), event, e);
        }
    }

    private static boolean isSettled(Prediction known, ImageStored event) {
        return known instanceof Prediction.Outcome outcome && !event.sequence().isAfter(outcome.sequence());
    }

    private static ImageNotFoundException deleted(ImageStored event) {
        return new ImageNotFoundException("the image " + event.id() + " was deleted before it was classified");
    }
}
