package dev.spotter.aws.sagemaker;

import java.util.Objects;

/**
 * An answer of an endpoint from which no labels can be had. Its message begins with "it" and has none of the answer's
 * own words.
 */
final class BadAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    BadAnswerException(String message) {
        super(message);
    }

    BadAnswerException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
