package dev.spotter.imaging.webp;

import java.util.Arrays;

/**
 * Two rows of macroblocks of one plane. The last one is kept as decoded, because the next is predicted from it, and
 * both are kept smoothed. Only these rows of an image are held.
 */
final class Plane {
    private static final int ABOVE = 127;
    private static final int LEFT = 129;
    /** The samples above and to the right of the last block. */
    private static final int RIGHT_MARGIN = 4;

    /** Of a macroblock: 16, or 8 for chroma. */
    private final int side;

    private final int width;
    /** As decoded, with a row above and a column to the left. */
    private final byte[] decoded;

    private final int decodedStride;
    /** Smoothed: the row of macroblocks before, then the current one. */
    private final byte[] smoothed;

    Plane(int side, int columns) {
        this.side = side;
        width = side * columns;
        decodedStride = 1 + width + RIGHT_MARGIN;
        decoded = new byte[decodedStride * (1 + side)];
        smoothed = new byte[width * 2 * side];
        Arrays.fill(decoded, 0, decodedStride, (byte) ABOVE);
    }

    byte[] decoded() {
        return decoded;
    }

    int decodedStride() {
        return decodedStride;
    }

    /** Where a macroblock begins among the decoded samples. */
    int decodedAt(int column) {
        return decodedStride + 1 + column * side;
    }

    byte[] smoothed() {
        return smoothed;
    }

    int smoothedStride() {
        return width;
    }

    /** Where a macroblock of the current row begins among the smoothed samples. */
    int smoothedAt(int column) {
        return side * width + column * side;
    }

    /**
     * Where a sample row begins among the smoothed ones, counted from the current row of macroblocks: from
     * -{@code side} on.
     */
    int smoothedRow(int y) {
        return (side + y) * width;
    }

    void beginRow(boolean first) {
        for (int y = 1; y <= side; y++) {
            decoded[y * decodedStride] = (byte) LEFT;
        }
        if (!first) {
            int last = side * decodedStride;
            System.arraycopy(decoded, last + 1, decoded, 1, width);
            decoded[0] = (byte) LEFT;
            Arrays.fill(decoded, 1 + width, decodedStride, decoded[width]);
            System.arraycopy(smoothed, side * width, smoothed, 0, side * width);
        }
    }

    /** Copies the decoded row to be smoothed. */
    void endRow() {
        for (int y = 0; y < side; y++) {
            System.arraycopy(decoded, (1 + y) * decodedStride + 1, smoothed, (side + y) * width, width);
        }
    }
}
