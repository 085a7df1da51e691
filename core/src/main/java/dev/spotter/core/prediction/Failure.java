package dev.spotter.core.prediction;

import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.error.SpotterException;

/**
 * Why an image has no labels and will not get any.
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

    /** What an error says of itself; nothing of the inside where it is not one of Spotter's own. */
    public static Failure of(RuntimeException error) {
        return error instanceof SpotterException known
                ? new Failure(known.code(), known.getMessage())
                : new Failure(ErrorCode.INTERNAL, "an internal error kept the image from being classified");
    }
}
