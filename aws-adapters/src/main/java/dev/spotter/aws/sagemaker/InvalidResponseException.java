package dev.spotter.aws.sagemaker;

import java.util.Objects;

/**
 * An answer of an endpoint from which no labels can be had. Its message begins with "it" and has none of the answer's
 * own words.
 */
final class InvalidResponseException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidResponseException(String message) {
        super(message);
    }

    InvalidResponseException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
