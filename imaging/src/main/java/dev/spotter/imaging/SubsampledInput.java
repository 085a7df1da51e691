package dev.spotter.imaging;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Widens YCbCr with subsampled colours (TIFF 6.0, section 21) to three samples a pixel. A unit holds the brightness
 * of its pixels, row by row, and then one sample each of Cb and Cr.
 */
final class SubsampledInput extends RunInput {
    private static final int SAMPLES = 3;

    private final InputStream in;
    private final int widthPixels;
    private final int across;
    private final int down;
    private final byte[] units;

    /**
     * Widens a stream.
     *
     * @param across how many pixels share a sample of colour, to the right
     * @param down and downwards
     */
    SubsampledInput(InputStream in, int widthPixels, int across, int down) {
        super(widthPixels * down * SAMPLES);
        this.in = in;
        this.widthPixels = widthPixels;
        this.across = across;
        this.down = down;
        this.units = new byte[(int) rowBytes(widthPixels, across, down)];
    }

    /** The bytes of a row of units. */
    static long rowBytes(int widthPixels, int across, int down) {
        return (long) ((widthPixels - 1) / across + 1) * (across * down + 2);
    }

    @Override
    int next(byte[] run) throws IOException {
        if (in.readNBytes(units, 0, units.length) < units.length) {
            throw new EOFException();
        }
        int unitBytes = across * down + 2;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < widthPixels; x++) {
                int unit = x / across * unitBytes;
                int out = (y * widthPixels + x) * SAMPLES;
                run[out] = units[unit + y * across + x % across];
                run[out + 1] = units[unit + unitBytes - 2];
                run[out + 2] = units[unit + unitBytes - 1];
            }
        }
        return run.length;
    }
}
