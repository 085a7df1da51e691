package dev.spotter.imaging;

import dev.spotter.core.image.Orientation;
import java.nio.ByteBuffer;

/**
 * Collects the sampled pixels of an image that is decoded row by row, in any order. Pixels that are never put
 * are black. Not thread-safe; {@link #image} may be shared after all pixels are put.
 */
final class PixelCollector {
    private static final int CHANNELS = 3;

    private final SampledAxis x;
    private final SampledAxis y;
    private final byte[] rgb;
    private final byte[] run;

    PixelCollector(int widthPixels, int heightPixels) {
        int factor = Reduction.factor(widthPixels, heightPixels);
        this.x = SampledAxis.centred(widthPixels, factor);
        this.y = SampledAxis.centred(heightPixels, factor);
        this.rgb = new byte[Math.multiplyExact(Math.multiplyExact(x.samples(), y.samples()), CHANNELS)];
        this.run = new byte[x.samples() * CHANNELS];
    }

    /** Whether pixels of a row are kept. */
    boolean keepsRow(int row) {
        return Math.floorMod(row - y.offset(), y.factor()) == 0 && row >= y.offset();
    }

    /**
     * Puts a run of a row that {@link #keepsRow} names.
     *
     * @param left where the run begins in the image
     * @param pixels the run's length
     * @param samples of the run, the first pixel's at index 0
     * @param perPixel how many samples a pixel has
     */
    void put(int row, int left, int pixels, byte[] samples, int perPixel, RgbConversion colours) {
        int first = Math.max(0, -Math.floorDiv(x.offset() - left, x.factor()));
        int start = first * x.factor() + x.offset() - left;
        if (start >= pixels) {
            return;
        }
        int count = (pixels - start - 1) / x.factor() + 1;
        colours.toRgb(samples, start * perPixel, x.factor() * perPixel, run, count);
        int keptRow = (row - y.offset()) / y.factor();
        System.arraycopy(run, 0, rgb, (keptRow * x.samples() + first) * CHANNELS, count * CHANNELS);
    }

    DecodedImage image(Orientation orientation) {
        return new DecodedImage(new BufferRows(ByteBuffer.wrap(rgb), x.samples(), y.samples()), x, y, orientation);
    }
}
