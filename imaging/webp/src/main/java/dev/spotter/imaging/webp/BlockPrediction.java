package dev.spotter.imaging.webp;

import java.util.Arrays;

/** Predicts whole blocks of 16 x 16 or 8 x 8 samples from those above and to the left (RFC 6386, 12.2). */
final class BlockPrediction {
    private static final int UNKNOWN = 128;

    private BlockPrediction() {}

    /**
     * Predicts a block.
     *
     * @param at the block's first sample
     * @param side of the block
     * @param above whether the block above is in the image
     * @param left whether the block to the left is
     */
    static void predict(int mode, byte[] samples, int at, int stride, int side, boolean above, boolean left) {
        switch (mode) {
            case Macroblock.DC -> fill(samples, at, stride, side, mean(samples, at, stride, side, above, left));
            case Macroblock.TRUE_MOTION -> trueMotion(samples, at, stride, side);
            case Macroblock.VERTICAL -> vertical(samples, at, stride, side);
            default -> horizontal(samples, at, stride, side);
        }
    }

    /** Continues the gradient: left plus above, minus the corner. */
    static void trueMotion(byte[] samples, int at, int stride, int side) {
        int top = at - stride;
        int corner = samples[top - 1] & 0xFF;
        for (int y = 0; y < side; y++) {
            int row = at + y * stride;
            int step = (samples[row - 1] & 0xFF) - corner;
            for (int x = 0; x < side; x++) {
                samples[row + x] = Clamp.toByte((samples[top + x] & 0xFF) + step);
            }
        }
    }

    private static void vertical(byte[] samples, int at, int stride, int side) {
        for (int y = 0; y < side; y++) {
            System.arraycopy(samples, at - stride, samples, at + y * stride, side);
        }
    }

    private static void horizontal(byte[] samples, int at, int stride, int side) {
        for (int y = 0; y < side; y++) {
            int row = at + y * stride;
            Arrays.fill(samples, row, row + side, samples[row - 1]);
        }
    }

    static void fill(byte[] samples, int at, int stride, int side, int value) {
        for (int y = 0; y < side; y++) {
            int row = at + y * stride;
            Arrays.fill(samples, row, row + side, (byte) value);
        }
    }

    private static int mean(byte[] samples, int at, int stride, int side, boolean above, boolean left) {
        int count = (above ? side : 0) + (left ? side : 0);
        if (count == 0) {
            return UNKNOWN;
        }
        int sum = count / 2;
        for (int i = 0; i < side; i++) {
            sum += above ? samples[at - stride + i] & 0xFF : 0;
            sum += left ? samples[at + i * stride - 1] & 0xFF : 0;
        }
        return sum / count;
    }
}
