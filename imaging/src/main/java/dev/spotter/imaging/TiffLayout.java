package dev.spotter.imaging;

import dev.spotter.core.image.ImageHeader;
import java.util.Set;

/**
 * How a TIFF image's samples are stored (TIFF 6.0).
 *
 * @param bits of each sample, 1 to 16
 * @param samples a pixel, 1 to {@value #MAX_SAMPLES}
 * @param planar whether each sample has strips or tiles of its own
 * @param differences whether a sample is stored as its difference from that on its left
 * @param subsampledAcross how many pixels share a sample of colour, 1 but for YCbCr that is not JPEG
 */
record TiffLayout(
        int widthPixels,
        int heightPixels,
        int bits,
        int samples,
        int compression,
        int photometric,
        boolean planar,
        boolean differences,
        int subsampledAcross,
        int subsampledDown) {
    static final int WHITE_IS_ZERO = 0;
    static final int BLACK_IS_ZERO = 1;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int CMYK = 5;
    static final int YCBCR = 6;
    static final int CIELAB = 8;
    static final int ICCLAB = 9;

    static final int UNCOMPRESSED = 1;
    static final int FAX_RUNS = 2;
    static final int FAX_GROUP_3 = 3;
    static final int FAX_GROUP_4 = 4;
    static final int LZW = 5;
    static final int JPEG = 7;
    static final int DEFLATE = 8;
    static final int PACK_BITS = 32_773;
    static final int OLD_DEFLATE = 32_946;

    private static final Set<Integer> COMPRESSIONS =
            Set.of(UNCOMPRESSED, FAX_RUNS, FAX_GROUP_3, FAX_GROUP_4, LZW, JPEG, DEFLATE, PACK_BITS, OLD_DEFLATE);
    private static final Set<Integer> COLOURS =
            Set.of(WHITE_IS_ZERO, BLACK_IS_ZERO, RGB, PALETTE, CMYK, YCBCR, CIELAB, ICCLAB);
    private static final Set<Integer> WITH_PREDICTOR = Set.of(LZW, DEFLATE, OLD_DEFLATE);
    private static final Set<Integer> SUBSAMPLINGS = Set.of(1, 2, 4);
    private static final int MAX_SAMPLES = 16;
    private static final int MAX_BITS = 16;
    private static final int SIGNED = 2;
    private static final int FLOAT = 3;
    private static final int UNDEFINED = 4;

    /**
     * Reads the layout.
     *
     * @throws dev.spotter.core.error.UnsupportedImageException if it is not supported
     * @throws MalformedImageException if it makes no sense
     */
    static TiffLayout of(TiffEntries entries, ImageHeader header) throws MalformedImageException {
        int compression = oneOf(COMPRESSIONS, entries.value(TiffEntries.COMPRESSION, UNCOMPRESSED), true);
        // Pillow, too, takes a file that does not say it for one whose zero is white.
        int photometric = oneOf(COLOURS, entries.value(TiffEntries.PHOTOMETRIC, WHITE_IS_ZERO), false);
        int samples = samples(entries);
        if (samples > 1 && !entries.has(TiffEntries.PHOTOMETRIC)) {
            throw UnsupportedTiff.that("does not say which colours its samples are (PhotometricInterpretation)");
        }
        boolean planar = samples > 1 && entries.value(TiffEntries.PLANAR_CONFIGURATION, 1) == 2;
        boolean subsampled = photometric == YCBCR && samples >= 3 && compression != JPEG;
        TiffLayout layout = new TiffLayout(
                (int) header.widthPixels(),
                (int) header.heightPixels(),
                bits(entries, samples),
                samples,
                compression,
                photometric,
                planar,
                differences(entries, compression),
                subsampled ? subsampling(entries, 0) : 1,
                subsampled ? subsampling(entries, 1) : 1);
        layout.checkCombination();
        return layout;
    }

    /** The number of samples that are stored together for each pixel. */
    int samplesTogether() {
        return planar ? 1 : samples;
    }

    int planes() {
        return planar ? samples : 1;
    }

    boolean isSubsampled() {
        return subsampledAcross > 1 || subsampledDown > 1;
    }

    boolean isFax() {
        return compression >= FAX_RUNS && compression <= FAX_GROUP_4;
    }

    private void checkCombination() {
        if (isFax() && (bits > 1 || samples > 1)) {
            throw UnsupportedTiff.that("has more than one bit a pixel and a fax's compression");
        }
        if (compression == JPEG && bits != 8) {
            throw UnsupportedTiff.that("has JPEG inside of %d bits a sample".formatted(bits));
        }
        if (compression == JPEG && (samplesTogether() == 2 || samplesTogether() > 4)) {
            throw UnsupportedTiff.that("has JPEG inside of %d samples a pixel".formatted(samples));
        }
        if (differences && bits != 8 && bits != 16) {
            throw UnsupportedTiff.that("has a predictor for samples of %d bits".formatted(bits));
        }
        if (isSubsampled() && (planar || bits != 8 || samples != 3 || differences)) {
            throw UnsupportedTiff.that("has subsampled colours in an unusual layout");
        }
        if (photometric == PALETTE && bits > 8) {
            throw UnsupportedTiff.that("has a palette of more than 256 colours");
        }
    }

    private static int oneOf(Set<Integer> known, long value, boolean compression) {
        if (value > Integer.MAX_VALUE || !known.contains((int) value)) {
            throw compression ? UnsupportedTiff.compression(value) : UnsupportedTiff.colours(value);
        }
        return (int) value;
    }

    private static int samples(TiffEntries entries) throws MalformedImageException {
        long samples = entries.value(TiffEntries.SAMPLES_PER_PIXEL, 1);
        if (samples > MAX_SAMPLES) {
            throw UnsupportedTiff.that("has %,d samples a pixel".formatted(samples));
        }
        if (samples == 0) {
            throw new MalformedImageException("its pixels have no samples");
        }
        return (int) samples;
    }

    private static int bits(TiffEntries entries, int samples) throws MalformedImageException {
        long bits = entries.value(TiffEntries.BITS_PER_SAMPLE, 1);
        for (int i = 1; i < Math.min(samples, entries.count(TiffEntries.BITS_PER_SAMPLE)); i++) {
            if (entries.valueAt(TiffEntries.BITS_PER_SAMPLE, i) != bits) {
                throw UnsupportedTiff.that("has samples of several sizes");
            }
        }
        for (int i = 0; i < Math.min(samples, entries.count(TiffEntries.SAMPLE_FORMAT)); i++) {
            checkFormat(entries.valueAt(TiffEntries.SAMPLE_FORMAT, i), bits);
        }
        if (bits > MAX_BITS) {
            throw UnsupportedTiff.that("has samples of %,d bits".formatted(bits));
        }
        if (bits == 0) {
            throw new MalformedImageException("its samples have no bits");
        }
        return (int) bits;
    }

    private static void checkFormat(long format, long bits) {
        if (format == SIGNED) {
            throw UnsupportedTiff.that("has signed samples");
        }
        if (format == FLOAT) {
            throw UnsupportedTiff.that("has floating-point samples of %,d bits".formatted(bits));
        }
        if (format > UNDEFINED) {
            throw UnsupportedTiff.that("has complex numbers as samples");
        }
    }

    private static boolean differences(TiffEntries entries, int compression) throws MalformedImageException {
        long predictor = WITH_PREDICTOR.contains(compression) ? entries.value(TiffEntries.PREDICTOR, 1) : 1;
        if (predictor != 1 && predictor != 2) {
            throw UnsupportedTiff.that("has the predictor %d".formatted(predictor));
        }
        return predictor == 2;
    }

    private static int subsampling(TiffEntries entries, int axis) throws MalformedImageException {
        long factor =
                entries.has(TiffEntries.YCBCR_SUBSAMPLING) ? entries.valueAt(TiffEntries.YCBCR_SUBSAMPLING, axis) : 2;
        if (!SUBSAMPLINGS.contains((int) factor)) {
            throw new MalformedImageException("its colours are subsampled by %d".formatted(factor));
        }
        return (int) factor;
    }
}
