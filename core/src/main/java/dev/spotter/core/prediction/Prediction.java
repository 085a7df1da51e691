package dev.spotter.core.prediction;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.image.Upload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The state of an uploaded image. Immutable. */
public sealed interface Prediction permits Prediction.Pending, Prediction.Outcome {
    /** The upload. */
    Upload upload();

    Status status();

    /** The status. */
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

    /** A CLASSIFIED or FAILED prediction. Only a later event of the same image replaces it. */
    sealed interface Outcome extends Prediction permits Classified, Failed {
        /** The sequence of the event that led to this outcome. */
        Sequence sequence();

        /** When it was classified or failed, with millisecond precision. */
        Instant finishedAt();

        /** For logs and metrics: {@code CLASSIFIED}, or {@code FAILED} and the code of its failure. */
        default String kind() {
            return this instanceof Failed failed
                    ? status() + " " + failed.failure().code().text()
                    : status().toString();
        }
    }

    /** The image was classified. */
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

    /** The image could not be classified. */
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
