package dev.spotter.core.classification;

import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.ImageSource;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The result for one of many images: its classification, or why it has none. Immutable. */
public sealed interface ClassificationResult {
    /**
     * Reads and classifies an image. Nothing is thrown: a failure is a result too.
     *
     * @param limits of the classifier
     * @param classifier is not closed
     */
    static ClassificationResult of(ImageSource image, ImageLimits limits, Classifier classifier) {
        try {
            return new Classified(image, classifier.classify(image.read(limits)));
        } catch (IOException | RuntimeException e) {
            return new Failed(image, e);
        } catch (Error e) {
            return new Failed(image, new IllegalStateException("an error kept the image from being classified", e));
        } finally {
            image.release();
        }
    }

    /** The image, as it was given to the classifier. A result keeps it: {@code ImageBytes} stay in memory as
     * long as their result does. */
    ImageSource image();

    /**
     * The classification.
     *
     * @throws RuntimeException the cause of the failure: what {@link
     *     Classifier#classify(dev.spotter.core.image.ImageBytes)} throws, or an {@link UncheckedIOException} if the
     *     image could not be read
     */
    Classification orElseThrow();

    /** The image was classified. */
    record Classified(ImageSource image, Classification classification) implements ClassificationResult {
        @Override
        public Classification orElseThrow() {
            return classification;
        }
    }

    /**
     * The image was not classified.
     *
     * @param cause an {@link IOException} if the image could not be read, a {@link
     *     dev.spotter.core.error.SpotterException} if it is refused or the model could not run; any other exception
     *     is a defect
     */
    record Failed(ImageSource image, Exception cause) implements ClassificationResult {
        @Override
        public Classification orElseThrow() {
            if (cause instanceof IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            throw cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
        }
    }
}
