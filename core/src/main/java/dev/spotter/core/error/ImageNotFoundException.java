package dev.spotter.core.error;

/** No image has this id or name. Permanent. */
public final class ImageNotFoundException extends SpotterException {
    private static final long serialVersionUID = 1L;

    /** @param message the id or name that was not found */
    public ImageNotFoundException(String message) {
        super(ErrorCode.IMAGE_NOT_FOUND, false, message, null);
    }
}
