package dev.spotter.core.error;

import org.jspecify.annotations.Nullable;

/** A readable image could not be classified. Transient or permanent. */
public final class ClassificationException extends SpotterException {
    private static final long serialVersionUID = 1L;

    private ClassificationException(boolean retryable, String message, @Nullable Throwable cause) {
        super(ErrorCode.CLASSIFICATION_FAILED, retryable, message, cause);
    }

    /** A transient failure. */
    public static ClassificationException transientFailure(String message, @Nullable Throwable cause) {
        return new ClassificationException(true, message, cause);
    }

    /** A permanent failure. */
    public static ClassificationException permanentFailure(String message, @Nullable Throwable cause) {
        return new ClassificationException(false, message, cause);
    }
}
