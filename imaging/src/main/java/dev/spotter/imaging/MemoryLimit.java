package dev.spotter.imaging;

import dev.spotter.core.error.TooManyPixelsException;
import java.util.Locale;

/** Limits for what a codec holds of an image that it cannot decode and reduce row by row. */
final class MemoryLimit {
    /** Of the heap, in addition to the kept pixels: two such images at once fit in 256 MB with everything else. */
    static final long MAX_HEAP_BYTES = 48_000_000;
    /** Outside the heap, where libjpeg keeps coefficients: 50 million pixels with halved colours (4:2:0). */
    static final long MAX_NATIVE_BYTES = 152_000_000;

    private MemoryLimit() {}

    /**
     * Checks an image of which the codec holds all pixels.
     *
     * @param heldPixels at once
     * @param bytesPerPixel that the codec needs for each
     * @param kind what has this limit, for the message: {@code a strip or tile of TIFF}
     */
    static void checkHeap(int widthPixels, int heightPixels, long heldPixels, int bytesPerPixel, String kind) {
        long maxPixels = MAX_HEAP_BYTES / bytesPerPixel;
        if (heldPixels > maxPixels) {
            throw new TooManyPixelsException(
                    widthPixels, heightPixels, String.format(Locale.ROOT, "%,d pixels %s", maxPixels, kind));
        }
    }

    /** Checks a JPEG whose coefficients libjpeg keeps. */
    static void checkNative(int widthPixels, int heightPixels, long bytes) {
        if (bytes > MAX_NATIVE_BYTES) {
            long pixels = (long) widthPixels * heightPixels;
            long maxPixels = pixels * MAX_NATIVE_BYTES / bytes;
            throw new TooManyPixelsException(
                    widthPixels,
                    heightPixels,
                    String.format(Locale.ROOT, "%,d pixels for a progressive JPEG of its kind", maxPixels));
        }
    }
}
