package dev.spotter.imaging;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Resizes rows vertically. They come from top to bottom, and each is added to the output rows that it has a weight
 * for, many samples at a time. An output row is rounded and passed on after its last input row. Not thread-safe.
 */
final class VerticalPass {
    /** The sums of output rows that are not complete yet, by output row. */
    private final int[][] sums;

    private final Deque<int[]> spare = new ArrayDeque<>();
    private int length;
    private int open;
    private int done;

    /** @param outputs how many lines there will be */
    VerticalPass(int outputs) {
        sums = new int[outputs][];
    }

    /** Begins an image whose lines have this length. */
    void begin(int length) {
        if (this.length != length) {
            this.length = length;
            spare.clear();
        }
        open = 0;
        done = 0;
    }

    /**
     * Adds an input line; the outputs that end with it go to {@code out}.
     *
     * @param line levels of 0 to 255, as many as was said at the beginning
     */
    void add(int y, int[] line, FilterWeights weights, RowSink out) {
        while (open < sums.length && weights.first(open) <= y) {
            sums[open++] = newSum();
        }
        for (int i = done; i < open; i++) {
            add(sums[i], line, weights.weights()[weights.offset(i) + y - weights.first(i)]);
        }
        while (done < open && weights.end(done) <= y + 1) {
            int[] sum = sums[done];
            FilterWeights.toLevels(sum);
            out.put(done++, sum);
            spare.push(sum);
        }
    }

    private int[] newSum() {
        int[] sum = spare.isEmpty() ? new int[length] : spare.pop();
        Arrays.fill(sum, FilterWeights.HALF);
        return sum;
    }

    private static void add(int[] sum, int[] line, int weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * line[i];
        }
    }
}
