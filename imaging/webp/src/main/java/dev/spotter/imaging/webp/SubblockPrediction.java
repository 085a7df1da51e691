package dev.spotter.imaging.webp;

import java.util.Arrays;

/**
 * Predicts 4 x 4 blocks from the samples around them (RFC 6386, 12.3): the edge goes from the lowest sample on the left
 * (index 0) up to the corner (4) and on to the fourth above and to the right (12). Keeps its memory, so not
 * thread-safe.
 */
final class SubblockPrediction {
    private static final int SIDE = 4;
    private static final int CORNER = 4;
    private static final int DOWN_LEFT = 4;
    private static final int DOWN_RIGHT = 5;
    private static final int VERTICAL_RIGHT = 6;
    private static final int VERTICAL_LEFT = 7;
    private static final int HORIZONTAL_DOWN = 8;

    private final int[] edge = new int[13];
    private byte[] samples = new byte[0];
    private int at;
    private int stride;

    /**
     * Predicts a block.
     *
     * @param firstSample the block's first
     * @param aboveRight the first of the four samples above and to the right
     */
    void predict(int mode, byte[] plane, int firstSample, int rowStride, int aboveRight) {
        samples = plane;
        at = firstSample;
        stride = rowStride;
        gather(aboveRight);
        switch (mode) {
            case Macroblock.DC -> mean();
            case Macroblock.TRUE_MOTION -> BlockPrediction.trueMotion(samples, at, stride, SIDE);
            case Macroblock.VERTICAL -> vertical();
            case Macroblock.HORIZONTAL -> horizontal();
            case DOWN_LEFT -> downLeft();
            case DOWN_RIGHT -> downRight();
            case VERTICAL_RIGHT -> verticalRight();
            case VERTICAL_LEFT -> verticalLeft();
            case HORIZONTAL_DOWN -> horizontalDown();
            default -> horizontalUp();
        }
    }

    private void gather(int aboveRight) {
        for (int i = 0; i < SIDE; i++) {
            edge[i] = samples[at + (SIDE - 1 - i) * stride - 1] & 0xFF;
            edge[CORNER + 1 + i] = samples[at - stride + i] & 0xFF;
            edge[CORNER + 1 + SIDE + i] = samples[aboveRight + i] & 0xFF;
        }
        edge[CORNER] = samples[at - stride - 1] & 0xFF;
    }

    private void mean() {
        int sum = 4;
        for (int i = 0; i < SIDE; i++) {
            sum += edge[i] + edge[CORNER + 1 + i];
        }
        BlockPrediction.fill(samples, at, stride, SIDE, sum >> 3);
    }

    private void vertical() {
        for (int x = 0; x < SIDE; x++) {
            samples[at + x] = (byte) smooth(CORNER + 1 + x);
        }
        for (int y = 1; y < SIDE; y++) {
            System.arraycopy(samples, at, samples, at + y * stride, SIDE);
        }
    }

    private void horizontal() {
        for (int y = 0; y < SIDE; y++) {
            int i = SIDE - 1 - y;
            int value = i == 0 ? (edge[1] + 3 * edge[0] + 2) >> 2 : smooth(i);
            Arrays.fill(samples, at + y * stride, at + y * stride + SIDE, (byte) value);
        }
    }

    private void downLeft() {
        for (int i = 0; i < 7; i++) {
            int value = i == 6 ? (edge[11] + 3 * edge[12] + 2) >> 2 : smooth(CORNER + 2 + i);
            for (int y = Math.max(0, i - 3); y <= Math.min(3, i); y++) {
                put(i - y, y, value);
            }
        }
    }

    private void downRight() {
        for (int i = 0; i < 7; i++) {
            int value = smooth(1 + i);
            for (int y = Math.max(0, 3 - i); y <= Math.min(3, 6 - i); y++) {
                put(i + y - 3, y, value);
            }
        }
    }

    private void verticalRight() {
        put(0, 3, smooth(2));
        put(0, 2, smooth(3));
        for (int i = 0; i < SIDE; i++) {
            int even = between(CORNER + i);
            int odd = smooth(CORNER + i);
            put(i, 0, even);
            put(i, 1, odd);
            if (i < 3) {
                put(i + 1, 2, even);
                put(i + 1, 3, odd);
            }
        }
    }

    private void verticalLeft() {
        for (int i = 0; i < SIDE; i++) {
            int even = between(CORNER + 1 + i);
            int odd = smooth(CORNER + 2 + i);
            put(i, 0, even);
            put(i, 1, odd);
            if (i > 0) {
                put(i - 1, 2, even);
                put(i - 1, 3, odd);
            }
        }
        put(3, 2, smooth(10));
        put(3, 3, smooth(11));
    }

    private void horizontalDown() {
        for (int i = 0; i < SIDE; i++) {
            int y = 3 - i;
            int even = between(i);
            int odd = smooth(1 + i);
            put(0, y, even);
            put(1, y, odd);
            if (y < 3) {
                put(2, y + 1, even);
                put(3, y + 1, odd);
            }
        }
        put(2, 0, smooth(5));
        put(3, 0, smooth(6));
    }

    private void horizontalUp() {
        int last = edge[0];
        put(0, 0, between(2));
        put(1, 0, smooth(2));
        putTwice(2, 0, between(1));
        putTwice(3, 0, smooth(1));
        putTwice(2, 1, between(0));
        putTwice(3, 1, (edge[1] + 3 * last + 2) >> 2);
        putTwice(2, 2, last);
        putTwice(3, 2, last);
        put(2, 3, last);
        put(3, 3, last);
    }

    /** Here, and two to the left in the next row. */
    private void putTwice(int x, int y, int value) {
        put(x, y, value);
        put(x - 2, y + 1, value);
    }

    private void put(int x, int y, int value) {
        samples[at + y * stride + x] = (byte) value;
    }

    /** The mean of an edge sample and the next one. */
    private int between(int i) {
        return (edge[i] + edge[i + 1] + 1) >> 1;
    }

    /** The weighted mean of an edge sample and its neighbours. */
    private int smooth(int i) {
        return (edge[i - 1] + 2 * edge[i] + edge[i + 1] + 2) >> 2;
    }
}
