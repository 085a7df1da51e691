package dev.spotter.core.error;

import java.util.Locale;

/** An image of more bytes than are accepted. Permanent. */
public final class ImageTooLargeException extends SpotterException {
    private static final long serialVersionUID = 1L;

    private final long maxBytes;

    public ImageTooLargeException(long maxBytes) {
        this(maxBytes, String.format(Locale.ROOT, "the image is larger than the limit of %,d bytes", maxBytes));
    }

    /**
     * @param maxBytes of one image
     * @param message what was too large, where it was not the image alone
     */
    public ImageTooLargeException(long maxBytes, String message) {
        super(ErrorCode.IMAGE_TOO_LARGE, false, message, null);
        this.maxBytes = maxBytes;
    }

    public long maxBytes() {
        return maxBytes;
    }
}
