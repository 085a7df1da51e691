package dev.spotter.imaging;

import dev.spotter.core.error.TooManyPixelsException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.imaging.webp.ImageRows;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Limits for a codec's work on images that take more than their pixels suggest, because of many scans, parts or
 * samples.
 */
final class WorkLimit {
    /** Samples of all parts of a TIFF together. */
    static final long MAX_SAMPLES = 600_000_000;
    /**
     * Samples of all scans of a JPEG together. They take TurboJPEG a quarter of a second and Java's codec 0.8 seconds
     * on one core, or two seconds with libjpeg 6b, which some builds of the JDK bring.
     */
    private static final long MAX_SCAN_SAMPLES = 320_000_000;
    /**
     * The limit grows with larger images: encoders write ten scans, which visit each pixel with halved colours (4:2:0)
     * eight times.
     */
    private static final int MAX_SCAN_SAMPLES_PER_PIXEL = 12;
    /** The minimum for each scan, because its tables are built: a small image may have 500 scans. */
    static final long MIN_SCAN_SAMPLES = 600_000;
    /**
     * The limit grows with larger images, which the command line accepts: so an image of four samples of 16 bits that
     * are differences is accepted at any size.
     */
    private static final int MAX_SAMPLES_PER_PIXEL = 13;
    /**
     * The work of beginning a strip or tile with JPEG or fax inside: it takes 8 to 30 microseconds on one core, as
     * long as 10,000 samples. Of 50 million grey pixels, tiles of 32 x 32 are the smallest that fit.
     */
    private static final int CODEC_SAMPLES = 10_000;
    /** The work of beginning any other strip or tile, which takes less than a microsecond. */
    private static final int PART_SAMPLES = 300;

    /**
     * Bytes of a PNG's rows for each pixel that the limits allow: 250 MB of 50 million. The slowest filter (Paeth)
     * takes Java's codec 5 to 7 nanoseconds a byte, and decompressing one more: two seconds on one core.
     */
    private static final int PNG_BYTES_PER_ALLOWED_PIXEL = 5;

    /**
     * Of a hundred pixels that the limits allow, how many a lossy WebP with compressed transparency may have: 35 of 50
     * million. It takes up to 28 nanoseconds a pixel for its colours, and as long again for its transparency.
     */
    private static final int PERCENT_OF_PIXELS_WITH_TRANSPARENCY = 70;

    private static final int PNG_DEPTH_AT = 24;
    private static final int PNG_COLOUR_TYPE_AT = 25;

    private WorkLimit() {}

    /**
     * Checks a PNG: with 16 bits per sample a pixel has up to eight bytes, each of which is filtered.
     *
     * @param file from its first byte, with its whole header
     * @throws TooManyPixelsException if its rows have more bytes than the limits allow
     */
    static void checkPng(ByteBuffer file, ImageHeader header, ImageLimits limits) {
        int bits = file.get(PNG_DEPTH_AT) * samplesOfPng(file.get(PNG_COLOUR_TYPE_AT));
        long maxBytes = PNG_BYTES_PER_ALLOWED_PIXEL * limits.maxPixels();
        if (header.widthPixels() * header.heightPixels() > maxBytes * Byte.SIZE / Math.max(1, bits)) {
            throw new TooManyPixelsException(
                    header.widthPixels(),
                    header.heightPixels(),
                    String.format(
                            Locale.ROOT, "%,d pixels for a PNG with 16 bits per sample", maxBytes * Byte.SIZE / bits));
        }
    }

    static int samplesOfPng(byte colourType) {
        return switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    /**
     * Checks a WebP image, which may consist of two.
     *
     * @throws TooManyPixelsException if they have more pixels than the limits allow for two
     */
    static void check(ImageRows rows, ImageLimits limits) {
        long maxPixels = limits.maxPixels() / 100 * PERCENT_OF_PIXELS_WITH_TRANSPARENCY;
        if (rows.hasCompressedAlpha() && (long) rows.widthPixels() * rows.heightPixels() > maxPixels) {
            throw new TooManyPixelsException(
                    rows.widthPixels(),
                    rows.heightPixels(),
                    String.format(Locale.ROOT, "%,d pixels for a lossy WebP with compressed transparency", maxPixels));
        }
    }

    /** @throws UnsupportedImageException if the scans of a JPEG visit more samples than its size allows */
    static void check(JpegFrame frame) {
        long pixels = (long) frame.widthPixels() * frame.heightPixels();
        if (frame.visitedSamples() > Math.max(MAX_SCAN_SAMPLES, MAX_SCAN_SAMPLES_PER_PIXEL * pixels)) {
            throw new UnsupportedImageException(
                    String.format(
                            Locale.ROOT,
                            "the JPEG image has %,d scans, which is too much work for one of %,d x %,d pixels: "
                                    + "save it as an ordinary baseline or progressive JPEG",
                            frame.scans(),
                            frame.widthPixels(),
                            frame.heightPixels()),
                    ImageFormat.displayNames());
        }
    }

    /**
     * Checks a TIFF image, of which a sample that is not of 8 bits counts as more, because it is taken apart.
     *
     * @throws UnsupportedImageException if its parts and samples together are more than {@link #MAX_SAMPLES}, or
     *     thirteen a pixel
     */
    static void check(TiffLayout layout, TiffParts parts) {
        long pixels = (long) layout.widthPixels() * layout.heightPixels();
        long begun = (long) parts.count() * layout.planes();
        boolean ownCodec = layout.isFax() || layout.compression() == TiffLayout.JPEG;
        long beginning = begun * (ownCodec ? CODEC_SAMPLES : PART_SAMPLES);
        long samples = parts.storedPixels() * layout.samples();
        long reading = samples * workOfSample(layout);
        if (beginning + reading > Math.max(MAX_SAMPLES, MAX_SAMPLES_PER_PIXEL * pixels)) {
            throw new UnsupportedImageException(
                    String.format(
                            Locale.ROOT,
                            "the TIFF image has %,d %s, which is too much work for one of %,d x %,d pixels: save "
                                    + "it with larger strips or tiles and without extra samples, or as PNG or JPEG",
                            beginning > reading ? begun : samples,
                            beginning > reading ? "strips or tiles" : "samples",
                            layout.widthPixels(),
                            layout.heightPixels()),
                    ImageFormat.displayNames());
        }
    }

    /**
     * Samples that begin anywhere in a byte take half as long again as those of 16 bits or of 1, 2 or 4. So do
     * differences of 16 bits, and those in planes, which are added one after the other.
     */
    private static int workOfSample(TiffLayout layout) {
        int unpacking =
                switch (layout.bits()) {
                    case Byte.SIZE -> 1;
                    case 1, 2, 4, Short.SIZE -> 2;
                    default -> 3;
                };
        boolean slowSums = layout.differences() && (layout.planar() || layout.bits() == Short.SIZE);
        return unpacking + (slowSums ? 1 : 0);
    }
}
