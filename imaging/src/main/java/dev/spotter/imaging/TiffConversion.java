package dev.spotter.imaging;

import dev.spotter.core.error.UnsupportedImageException;

/**
 * Chooses the conversion for the samples of a TIFF image. An extra sample is transparency if the file says so;
 * otherwise it is ignored.
 */
final class TiffConversion {
    private static final int NONE = 0;
    private static final int PREMULTIPLIED = 1;
    private static final int STRAIGHT = 2;
    /** What Corel Draw writes for the same. */
    private static final int STRAIGHT_BY_COREL = 999;

    private static final int CMYK_INKS = 1;
    private static final int COLOUR_MAP_SIDES = 3;
    private static final double[] REC_601 = {0.299, 0.587, 0.114};
    private static final double[] FULL_RANGE = {0, 255, 128, 255, 128, 255};

    private final TiffEntries entries;
    private final TiffLayout layout;

    private TiffConversion(TiffEntries entries, TiffLayout layout) {
        this.entries = entries;
        this.layout = layout;
    }

    /**
     * Reads what the samples mean.
     *
     * @throws UnsupportedImageException if the colours are not supported
     * @throws MalformedImageException if there are too few of them
     */
    static RgbConversion of(TiffEntries entries, TiffLayout layout) throws MalformedImageException {
        return new TiffConversion(entries, layout).read();
    }

    private RgbConversion read() throws MalformedImageException {
        return switch (layout.photometric()) {
            case TiffLayout.RGB -> rgb();
            case TiffLayout.PALETTE -> new PaletteConversion(palette(), alphaBand(1));
            case TiffLayout.CMYK -> cmyk();
            case TiffLayout.YCBCR -> layout.samples() == 1 ? grey() : ycbcr();
            case TiffLayout.CIELAB -> bands(ColourSpace.CIELAB);
            case TiffLayout.ICCLAB -> bands(ColourSpace.ICCLAB);
            case TiffLayout.WHITE_IS_ZERO -> inverted(grey());
            default -> grey();
        };
    }

    private RgbConversion grey() throws MalformedImageException {
        int alpha = alphaBand(1);
        if (alpha == NONE) {
            return RgbConversion.of(ColourSpace.GREY, 0);
        }
        return RgbConversion.of(
                isPremultiplied(alpha, 1) ? ColourSpace.GREY_PREMULTIPLIED : ColourSpace.GREY_ALPHA, 0, alpha);
    }

    private RgbConversion rgb() throws MalformedImageException {
        RgbConversion opaque = bands(ColourSpace.RGB);
        // Writers of transparency that forget to say so are more common than those of a fourth sample without any
        // meaning.
        int alpha = layout.samples() == 4 && !entries.has(TiffEntries.EXTRA_SAMPLES) ? 3 : alphaBand(3);
        if (alpha == NONE) {
            return opaque;
        }
        return RgbConversion.of(
                isPremultiplied(alpha, 3) ? ColourSpace.RGB_PREMULTIPLIED : ColourSpace.RGB_ALPHA, 0, 1, 2, alpha);
    }

    private RgbConversion cmyk() throws MalformedImageException {
        if (entries.value(TiffEntries.INK_SET, CMYK_INKS) != CMYK_INKS) {
            throw UnsupportedTiff.that("is for other inks than cyan, magenta, yellow and black");
        }
        return bands(ColourSpace.CMYK);
    }

    private RgbConversion ycbcr() throws MalformedImageException {
        RgbConversion full = bands(ColourSpace.YCBCR);
        if (layout.compression() == TiffLayout.JPEG) {
            return full;
        }
        for (int i = 0; entries.has(TiffEntries.YCBCR_COEFFICIENTS) && i < REC_601.length; i++) {
            if (Math.abs(entries.rationalAt(TiffEntries.YCBCR_COEFFICIENTS, i) - REC_601[i]) > 0.001) {
                throw UnsupportedTiff.that("has YCbCr colours of other weights than Rec. 601's");
            }
        }
        for (int i = 0; entries.has(TiffEntries.REFERENCE_BLACK_WHITE) && i < FULL_RANGE.length; i++) {
            if (Math.abs(entries.rationalAt(TiffEntries.REFERENCE_BLACK_WHITE, i) - FULL_RANGE[i]) > 1) {
                throw UnsupportedTiff.that("has YCbCr colours that do not use the full range");
            }
        }
        return full;
    }

    private RgbConversion bands(ColourSpace colour) throws MalformedImageException {
        int[] band = new int[colour.bands()];
        for (int i = 0; i < band.length; i++) {
            band[i] = i;
        }
        if (layout.samples() < band.length) {
            throw new MalformedImageException(
                    "its pixels have %d samples, but their colours need %d".formatted(layout.samples(), band.length));
        }
        return RgbConversion.of(colour, band);
    }

    private static RgbConversion inverted(RgbConversion grey) {
        return (samples, at, stride, rgb, pixels) -> {
            for (int i = 0; i < pixels; i++) {
                samples[at + i * stride] ^= (byte) 0xFF;
            }
            grey.toRgb(samples, at, stride, rgb, pixels);
        };
    }

    /** The map has all reds first, 16 bits each; old writers gave only 8. */
    private byte[] palette() throws MalformedImageException {
        int size = 1 << layout.bits();
        int shift = 0;
        for (int i = 0; i < size * COLOUR_MAP_SIDES; i++) {
            shift = entries.valueAt(TiffEntries.COLOUR_MAP, i) > 255 ? 8 : shift;
        }
        byte[] palette = new byte[256 * COLOUR_MAP_SIDES];
        for (int i = 0; i < size * COLOUR_MAP_SIDES; i++) {
            palette[i % size * COLOUR_MAP_SIDES + i / size] =
                    (byte) (entries.valueAt(TiffEntries.COLOUR_MAP, i) >> shift);
        }
        return palette;
    }

    /** Where the first sample of transparency is; 0 for none. */
    private int alphaBand(int colourSamples) throws MalformedImageException {
        long extras = Math.min(layout.samples() - colourSamples, entries.count(TiffEntries.EXTRA_SAMPLES));
        for (int i = 0; i < extras; i++) {
            long kind = entries.valueAt(TiffEntries.EXTRA_SAMPLES, i);
            if (kind == PREMULTIPLIED || kind == STRAIGHT || kind == STRAIGHT_BY_COREL) {
                return colourSamples + i;
            }
        }
        return NONE;
    }

    private boolean isPremultiplied(int alphaBand, int colourSamples) throws MalformedImageException {
        return entries.has(TiffEntries.EXTRA_SAMPLES)
                && entries.valueAt(TiffEntries.EXTRA_SAMPLES, alphaBand - colourSamples) == PREMULTIPLIED;
    }
}
