package dev.spotter.imaging;

import java.nio.ByteBuffer;

/**
 * Reduces an image by averaging squares of its pixels, which are smaller at the right and lower edge. Rows are added
 * from top to bottom.
 */
final class RowAverages {
    private static final int CHANNELS = 3;

    private final SampledAxis x;
    private final SampledAxis y;
    private final byte[] reduced;
    private final int[] sums;
    private int row;

    RowAverages(int widthPixels, int heightPixels, int factor) {
        x = SampledAxis.averaged(widthPixels, factor);
        y = SampledAxis.averaged(heightPixels, factor);
        reduced = new byte[Math.multiplyExact(x.samples() * CHANNELS, y.samples())];
        sums = new int[x.samples() * CHANNELS];
    }

    SampledAxis x() {
        return x;
    }

    SampledAxis y() {
        return y;
    }

    /** The reduced image, after all rows were added. */
    PixelRows rows() {
        return new BufferRows(ByteBuffer.wrap(reduced), x.samples(), y.samples());
    }

    /** Adds the next row. */
    void add(byte[] rgb) {
        int factor = x.factor();
        if (factor == 1) {
            System.arraycopy(rgb, 0, reduced, row * sums.length, sums.length);
            row++;
            return;
        }
        sum(rgb);
        row++;
        if (row % factor == 0 || row == y.sizePixels()) {
            finish((row - 1) / factor, (row - 1) % factor + 1);
        }
    }

    private void sum(byte[] rgb) {
        int at = 0;
        for (int i = 0; i < sums.length; i += CHANNELS) {
            int end = Math.min(at + x.factor() * CHANNELS, x.sizePixels() * CHANNELS);
            for (; at < end; at += CHANNELS) {
                sums[i] += rgb[at] & 0xFF;
                sums[i + 1] += rgb[at + 1] & 0xFF;
                sums[i + 2] += rgb[at + 2] & 0xFF;
            }
        }
    }

    private void finish(int reducedRow, int rows) {
        int last = x.samples() - 1;
        int pixels = x.factor() * rows;
        int lastPixels = (x.sizePixels() - last * x.factor()) * rows;
        int out = reducedRow * sums.length;
        for (int i = 0; i < sums.length; i++) {
            int count = i < last * CHANNELS ? pixels : lastPixels;
            reduced[out + i] = (byte) ((sums[i] + count / 2) / count);
            sums[i] = 0;
        }
    }
}
