package dev.spotter.logging;

import dev.spotter.core.application.ImageClassification;
import dev.spotter.core.application.ImageStored;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.image.ForwardingImageStore;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.PredictionRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Classifies stored images, with a line of the log for each outcome and for each attempt that failed. Thread-safe. */
public record LoggedEvents(
        ImageStore store, Classifier classifier, PredictionRepository predictions, Clock clock, EventLog log)
        implements Consumer<ImageStored> {
    @Override
    public void accept(ImageStored event) {
        long start = System.nanoTime();
        SizedImageStore sized = new SizedImageStore(store);
        PredictionRepository logged =
                new LoggedPredictionRepository(predictions, outcome -> log.outcome(outcome, since(start), sized.bytes));
        try {
            new ImageClassification(sized, classifier, logged, clock).classify(event);
        } catch (RuntimeException e) {
            log.attempt(event.id(), Failure.of(e).code().text(), since(start));
            throw e;
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Remembers the size of the image that it gave. Not thread-safe. */
    private static final class SizedImageStore extends ForwardingImageStore {
        private long bytes;

        SizedImageStore(ImageStore store) {
            super(store);
        }

        @Override
        public Optional<StoredImage> load(ImageId id) {
            Optional<StoredImage> image = super.load(id);
            image.ifPresent(found -> bytes = found.bytes().sizeBytes());
            return image;
        }
    }
}
