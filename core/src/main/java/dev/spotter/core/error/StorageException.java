package dev.spotter.core.error;

import org.jspecify.annotations.Nullable;

/** Images or predictions could not be read or written. Transient or permanent. */
public final class StorageException extends SpotterException {
    private static final long serialVersionUID = 1L;

    private StorageException(boolean retryable, String message, @Nullable Throwable cause) {
        super(ErrorCode.STORAGE_FAILED, retryable, message, cause);
    }

    /** A transient failure. */
    public static StorageException transientFailure(String message, @Nullable Throwable cause) {
        return new StorageException(true, message, cause);
    }

    /** A permanent failure. */
    public static StorageException permanentFailure(String message, @Nullable Throwable cause) {
        return new StorageException(false, message, cause);
    }
}
