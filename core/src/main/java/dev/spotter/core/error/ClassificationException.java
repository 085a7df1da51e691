package dev.spotter.core.error;

import org.jspecify.annotations.Nullable;

/** A readable image could not be classified. Passing or final, as its thrower says. */
public final class ClassificationException extends SpotterException {
    private static final long serialVersionUID = 1L;

    private ClassificationException(boolean retryable, String message, @Nullable Throwable cause) {
        super(ErrorCode.CLASSIFICATION_FAILED, retryable, message, cause);
    }

    /** A failure that trying again may mend. */
    public static ClassificationException passing(String message, @Nullable Throwable cause) {
        return new ClassificationException(true, message, cause);
    }

    /** A failure that trying again will not mend. */
    public static ClassificationException lasting(String message, @Nullable Throwable cause) {
        return new ClassificationException(false, message, cause);
    }
}
