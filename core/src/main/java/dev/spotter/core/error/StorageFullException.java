package dev.spotter.core.error;

/**
 * There is no room for an image, because of a limit or a full disk; nothing of it was stored. Permanent: space must be
 * freed first.
 */
public final class StorageFullException extends SpotterException {
    private static final long serialVersionUID = 1L;

    /** @param message which limit was reached, and what to do */
    public StorageFullException(String message) {
        super(ErrorCode.STORAGE_FULL, false, message, null);
    }
}
