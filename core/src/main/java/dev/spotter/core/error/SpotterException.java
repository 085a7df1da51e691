package dev.spotter.core.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The base of all failures that Spotter reports. The message is for people: it names what was wrong and what is
 * accepted, and contains no secret and no path of the machine. The {@link #code()} is for programs.
 */
public abstract sealed class SpotterException extends RuntimeException
        permits InvalidRequestException,
                ImageTooLargeException,
                UnsupportedImageException,
                DamagedImageException,
                TooManyPixelsException,
                ImageNotFoundException,
                ImageAlreadyStoredException,
                UploadForbiddenException,
                DeletionForbiddenException,
                BusyException,
                StorageFullException,
                StorageException,
                ClassificationException,
                ModelException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final boolean retryable;

    SpotterException(ErrorCode code, boolean retryable, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryable = retryable;
    }

    /** What was wrong and what is accepted, for people. */
    @Override
    public final String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public final ErrorCode code() {
        return code;
    }

    /** Whether the same call may succeed later, with nothing changed by the caller. */
    public final boolean isRetryable() {
        return retryable;
    }
}
