package dev.spotter.core.error;

/** A deletion without the image's deletion token. Permanent. */
public final class DeletionForbiddenException extends SpotterException {
    private static final long serialVersionUID = 1L;

    /** @param message which token is missing or wrong, and where the client finds it */
    public DeletionForbiddenException(String message) {
        super(ErrorCode.DELETION_FORBIDDEN, false, message, null);
    }
}
