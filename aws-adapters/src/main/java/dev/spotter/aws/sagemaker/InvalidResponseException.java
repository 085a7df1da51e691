package dev.spotter.aws.sagemaker;

import java.util.Objects;

/**
 * An endpoint's response that has no valid labels. Its message begins with "it" and has none of the response's
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
