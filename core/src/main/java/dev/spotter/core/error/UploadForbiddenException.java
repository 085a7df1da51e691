package dev.spotter.core.error;

/** An upload that does not match its presigned URL. Permanent: the client must request another URL. */
public final class UploadForbiddenException extends SpotterException {
    private static final long serialVersionUID = 1L;

    /** @param message what was wrong, and what the URL permits */
    public UploadForbiddenException(String message) {
        super(ErrorCode.UPLOAD_FORBIDDEN, false, message, null);
    }
}
