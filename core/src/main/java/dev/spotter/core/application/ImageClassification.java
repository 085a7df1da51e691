package dev.spotter.core.application;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.error.ImageNotFoundException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import java.time.Clock;
import java.util.Optional;

/**
 * Classifies what was stored. Thread-safe as its ports are; the same event may be handled any number of times.
 *
 * <p>A failure that may pass is thrown, so that whoever brought the event tries again, and calls {@link #giveUp} when
 * that has gone on for long enough. A failure that will not pass becomes a FAILED prediction. So nothing stays PENDING
 * for ever.
 */
public final class ImageClassification {
    private final ImageStore store;
    private final Classifier classifier;
    private final PredictionRepository predictions;
    private final Clock clock;

    public ImageClassification(ImageStore store, Classifier classifier, PredictionRepository predictions, Clock clock) {
        this.store = store;
        this.classifier = classifier;
        this.predictions = predictions;
        this.clock = clock;
    }

    /**
     * Loads the image, classifies it and saves the outcome, unless one of this event or a later one is there already.
     *
     * @throws SpotterException if it failed in a way that may pass ({@link SpotterException#isRetryable()}), or so that
     *     no outcome could be saved
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
            fail(known.get().upload(), event, e);
            return;
        }
        if (image.isEmpty()) {
            known.ifPresent(p -> fail(p.upload(), event, deleted(event)));
            return;
        }
        if (known.isEmpty()) {
            // Sent by a signed address or by another tool: from now on it is seen to wait, through all attempts.
            predictions.createIfAbsent(new Prediction.Pending(image.get().upload()));
        }
        classify(image.get(), event);
    }

    /** Ends the attempts at an image: it becomes FAILED, with {@code last} as the reason. */
    public void giveUp(ImageStored event, RuntimeException last) {
        predictions
                .find(event.id())
                .map(Prediction::upload)
                .or(() -> store.load(event.id()).map(StoredImage::upload))
                .ifPresent(upload -> fail(upload, event, last));
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
            fail(image.upload(), event, e);
        }
    }

    private void fail(Upload upload, ImageStored event, RuntimeException error) {
        predictions.save(new Prediction.Failed(upload, event.sequence(), Failure.of(error), clock.instant()));
    }

    private static boolean isSettled(Prediction known, ImageStored event) {
        return known instanceof Prediction.Outcome outcome && !event.sequence().isAfter(outcome.sequence());
    }

    private static ImageNotFoundException deleted(ImageStored event) {
        return new ImageNotFoundException("the image " + event.id() + " was deleted before it was classified");
    }
}
