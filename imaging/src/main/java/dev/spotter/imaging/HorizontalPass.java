package dev.spotter.imaging;

/**
 * Resizes rows horizontally, two at once: a long holds a sample of each, so that one multiplication serves both. The
 * sum for one row fits an int, as in Pillow. If the lower sum is negative, it has borrowed 1 from the upper one, which
 * is added again. Not thread-safe.
 */
final class HorizontalPass {
    private static final int CHANNELS = 3;
    private static final long LOWER_HALF = FilterWeights.HALF;
    private static final long HALF = LOWER_HALF | (LOWER_HALF << Integer.SIZE);
    private static final long LENT = 1L << (Integer.SIZE - 1);

    private final int[] lower;
    private final int[] upper;
    private long[] pairs = new long[0];

    /** @param outputs the pixels of a resized row */
    HorizontalPass(int outputs) {
        lower = new int[outputs * CHANNELS];
        upper = new int[outputs * CHANNELS];
    }

    /** Resizes two rows, of this many samples each, of three channels. */
    void resize(byte[] lowerRow, byte[] upperRow, int samples, FilterWeights weights) {
        makeRoom(samples);
        for (int i = 0; i < samples; i++) {
            pairs[i] = (lowerRow[i] & 0xFF) | ((long) (upperRow[i] & 0xFF) << Integer.SIZE);
        }
        resize(weights);
    }

    /** The same for rows of levels of 0 to 255. */
    void resize(int[] lowerRow, int[] upperRow, FilterWeights weights) {
        makeRoom(lowerRow.length);
        for (int i = 0; i < lowerRow.length; i++) {
            pairs[i] = lowerRow[i] | ((long) upperRow[i] << Integer.SIZE);
        }
        resize(weights);
    }

    private void makeRoom(int samples) {
        if (pairs.length < samples) {
            pairs = new long[samples];
        }
    }

    private void resize(FilterWeights weights) {
        for (int x = 0; x < weights.outputs(); x++) {
            int first = (weights.first(x) - weights.firstInput()) * CHANNELS;
            resize(pairs, first, weights.weights(), weights.offset(x), weights.count(x), x * CHANNELS);
        }
        FilterWeights.toLevels(lower);
        FilterWeights.toLevels(upper);
    }

    private void resize(long[] in, int first, int[] weights, int offset, int count, int at) {
        long red = HALF;
        long green = HALF;
        long blue = HALF;
        int i = first;
        for (int k = offset; k < offset + count; k++, i += CHANNELS) {
            long weight = weights[k];
            red += weight * in[i];
            green += weight * in[i + 1];
            blue += weight * in[i + 2];
        }
        put(red, at);
        put(green, at + 1);
        put(blue, at + 2);
    }

    private void put(long sums, int at) {
        lower[at] = (int) sums;
        upper[at] = (int) ((sums + LENT) >> Integer.SIZE);
    }

    /** The first row, resized; until the next two. */
    int[] lower() {
        return lower;
    }

    /** The second row, resized; until the next two. */
    int[] upper() {
        return upper;
    }
}
