package dev.spotter.core.error;

import java.util.Locale;

/** An image of more pixels, or a longer side, than is accepted. Permanent. */
public final class TooManyPixelsException extends SpotterException {
    private static final long serialVersionUID = 1L;

    private final long widthPixels;
    private final long heightPixels;

    /** @param limit the exceeded limit, as text: {@code 50,000,000 pixels} */
    public TooManyPixelsException(long widthPixels, long heightPixels, String limit) {
        super(
                ErrorCode.IMAGE_TOO_MANY_PIXELS,
                false,
                String.format(
                        Locale.ROOT,
                        "the image is %,d x %,d pixels, over the limit of %s",
                        widthPixels,
                        heightPixels,
                        limit),
                null);
        this.widthPixels = widthPixels;
        this.heightPixels = heightPixels;
    }

    public long widthPixels() {
        return widthPixels;
    }

    public long heightPixels() {
        return heightPixels;
    }
}
