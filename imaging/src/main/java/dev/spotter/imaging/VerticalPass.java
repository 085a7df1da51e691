package dev.spotter.imaging;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Resizes lines, which come from the top to the bottom, along their columns. Each line is added to the outputs that it
 * counts for, many samples at a time, and an output is rounded and passed on with its last line. Not thread-safe.
 */
final class VerticalPass {
    /** The outputs that have begun and not ended, and what such outputs leave for others. */
    private final int[][] sums;

    private final Deque<int[]> spare = new ArrayDeque<>();
    private int length;
    private int open;
    private int done;

    /** @param outputs how many lines there will be */
    VerticalPass(int outputs) {
        sums = new int[outputs][];
    }

    /** Begins a picture whose lines have this length. */
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
    void add(int y, int[] line, FilterWeights weights, Lines out) {
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
