package dev.spotter.core.error;

/** An image that was sent to a signed address, but not as it was signed. Final: another address must be asked for. */
public final class UploadForbiddenException extends SpotterException {
    private static final long serialVersionUID = 1L;

    /** @param message what was wrong, and what was signed */
    public UploadForbiddenException(String message) {
        super(ErrorCode.UPLOAD_FORBIDDEN, false, message, null);
    }
}
