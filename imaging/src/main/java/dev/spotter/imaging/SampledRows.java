package dev.spotter.imaging;

import java.awt.image.Raster;
import java.util.stream.IntStream;

/**
 * Rows of a raster of any layout, with samples of 1 to 16 bits, which are converted to 8 bits: of 16 bits the high
 * byte is taken, as Pillow does.
 */
final class SampledRows extends RasterRows {
    private final ColourSpace colour;
    private final int[] sampleBits;
    private final int[] bandOffsets;

    SampledRows(Raster raster, ColourSpace colour) {
        super(raster);
        this.colour = colour;
        this.sampleBits = raster.getSampleModel().getSampleSize();
        this.bandOffsets = IntStream.range(0, raster.getNumBands()).toArray();
    }

    @Override
    public void read(int y, byte[] rgb) {
        int bands = bandOffsets.length;
        int[] samples = raster.getPixels(raster.getMinX(), raster.getMinY() + y, widthPixels(), 1, (int[]) null);
        byte[] scaled = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            scaled[i] = toByte(samples[i], sampleBits[i % bands]);
        }
        for (int x = 0; x < widthPixels(); x++) {
            colour.toRgb(scaled, x * bands, bandOffsets, rgb, x * 3);
        }
    }

    private static byte toByte(int sample, int bits) {
        return (byte) (bits >= 8 ? sample >> (bits - 8) : sample * 255 / ((1 << bits) - 1));
    }
}
