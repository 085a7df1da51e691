package dev.spotter.core.image;

import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.TooManyPixelsException;
import java.util.Locale;

/**
 * How large an image may be. Checked on the bytes and the header, before anything is decoded.
 *
 * @param maxBytes of the encoded image
 * @param maxPixels width times height
 * @param maxSidePixels the longer side
 */
public record ImageLimits(long maxBytes, long maxPixels, long maxSidePixels) {
    /** 10 MiB, 50 million pixels, sides up to 20,000. */
    public static final ImageLimits DEFAULT = new ImageLimits(10L << 20, 50_000_000, 20_000);

    /** @throws IllegalArgumentException if a limit is below 1 */
    public ImageLimits {
        requirePositive("maxBytes", maxBytes);
        requirePositive("maxPixels", maxPixels);
        requirePositive("maxSidePixels", maxSidePixels);
    }

    public ImageLimits withMaxBytes(long bytes) {
        return new ImageLimits(bytes, maxPixels, maxSidePixels);
    }

    public ImageLimits withMaxPixels(long pixels) {
        return new ImageLimits(maxBytes, pixels, maxSidePixels);
    }

    /**
     * Checks a size.
     *
     * @throws ImageTooLargeException if an image of this many bytes is over the limit
     */
    public void checkBytes(long sizeBytes) {
        if (sizeBytes > maxBytes) {
            throw new ImageTooLargeException(maxBytes);
        }
    }

    /**
     * Checks the sides of an image.
     *
     * @throws TooManyPixelsException if an image of these sides is over a limit
     */
    public void checkPixels(long widthPixels, long heightPixels) {
        if (Math.max(widthPixels, heightPixels) > maxSidePixels) {
            throw new TooManyPixelsException(widthPixels, heightPixels, pixels(maxSidePixels) + " a side");
        }
        // The product of the largest sides that a header can claim does not fit a long.
        if (heightPixels > 0 && widthPixels > maxPixels / heightPixels) {
            throw new TooManyPixelsException(widthPixels, heightPixels, pixels(maxPixels));
        }
    }

    /**
     * Checks the bytes, then reads the header and checks that.
     *
     * @throws ImageTooLargeException if it has too many bytes
     * @throws dev.spotter.core.error.UnsupportedImageException if it is of no accepted format
     * @throws dev.spotter.core.error.DamagedImageException if its header cannot be read
     * @throws TooManyPixelsException if it claims too many pixels
     */
    public ImageHeader check(ImageBytes bytes) {
        checkBytes(bytes.sizeBytes());
        ImageHeader header = ImageHeader.read(bytes);
        checkPixels(header.widthPixels(), header.heightPixels());
        return header;
    }

    private static String pixels(long count) {
        return String.format(Locale.ROOT, "%,d pixels", count);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1 but was " + value);
        }
    }
}
