package dev.spotter.core.prediction;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.image.Upload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What is known about an uploaded image. Immutable. */
public sealed interface Prediction permits Prediction.Pending, Prediction.Outcome {
    /** The upload that this is about. */
    Upload upload();

    Status status();

    /** How far it has come. */
    enum Status {
        PENDING,
        CLASSIFIED,
        FAILED
    }

    /** Waits to be classified. */
    record Pending(Upload upload) implements Prediction {
        @Override
        public Status status() {
            return Status.PENDING;
        }
    }

    /** A prediction that has come to its end: only a later event about the same image replaces it. */
    sealed interface Outcome extends Prediction permits Classified, Failed {
        /** The ordering token of the event that led here. */
        Sequence sequence();

        /** When it came to its end, to the millisecond. */
        Instant finishedAt();
    }

    /** Has its labels. */
    record Classified(Upload upload, Sequence sequence, Classification classification, Instant finishedAt)
            implements Outcome {
        public Classified {
            finishedAt = finishedAt.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public Status status() {
            return Status.CLASSIFIED;
        }
    }

    /** Will not get labels. */
    record Failed(Upload upload, Sequence sequence, Failure failure, Instant finishedAt) implements Outcome {
        public Failed {
            finishedAt = finishedAt.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public Status status() {
            return Status.FAILED;
        }
    }
}
