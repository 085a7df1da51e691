package dev.spotter.core.error;

/**
 * There is no room for an image, by a limit or on the disk; nothing of it was kept. Final: somebody must make room
 * first.
 */
public final class StorageFullException extends SpotterException {
    private static final long serialVersionUID = 1L;

    /** @param message which limit was reached, and what to do */
    public StorageFullException(String message) {
        super(ErrorCode.STORAGE_FULL, false, message, null);
    }
}
