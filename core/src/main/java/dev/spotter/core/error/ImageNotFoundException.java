package dev.spotter.core.error;

/** Nothing is known of the image that was asked for. Final. */
public final class ImageNotFoundException extends SpotterException {
    private static final long serialVersionUID = 1L;

    /** @param message what was looked for, and by what */
    public ImageNotFoundException(String message) {
        super(ErrorCode.IMAGE_NOT_FOUND, false, message, null);
    }
}
