package dev.spotter.core.prediction;

import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.error.SpotterException;

/**
 * Why an image could not be classified.
 *
 * @param code for programs
 * @param reason for people; not blank
 */
public record Failure(ErrorCode code, String reason) {
    /** @throws IllegalArgumentException if the reason is blank */
    public Failure {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason must not be blank");
        }
    }

    /** The code and message of an exception. Exceptions of other libraries become a general message without details. */
    public static Failure of(RuntimeException error) {
        return error instanceof SpotterException known
                ? new Failure(known.code(), known.getMessage())
                : new Failure(ErrorCode.INTERNAL, "an internal error occurred while the image was classified");
    }
}
