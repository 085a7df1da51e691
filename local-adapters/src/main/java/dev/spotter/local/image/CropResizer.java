package dev.spotter.local.image;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Resizes the part of a picture that lies in a square of its resized form, and writes it upright and normalised: antialiased, with
 * Pillow's weights, rounded to 8 bits after each direction. Goes once through the rows that count. The columns come first, other than
 * with Pillow: whole rows are summed, which the JIT does many samples at a time, and fewer are left to resize one sample after the other.
 * Keeps its memory, so not thread-safe.
 */
final class CropResizer {
    private static final int CHANNELS = 3;
    private static final int LEVELS = 256;
    private static final int HALF = 1 << (FilterWeights.PRECISION_BITS - 1);

    private final int side;
    /** What each level becomes, for red, green and blue. */
    private final float[][] normalised = new float[CHANNELS][LEVELS];
    /** The crop's rows that have begun and not ended, at the picture's width, and what such rows leave for others. */
    private final int[][] sums;

    private final Deque<int[]> spare = new ArrayDeque<>();
    private final float[] samples;
    private byte[] row = new byte[0];
    private int[] line = new int[0];

    CropResizer(InputSpec spec) {
        side = spec.cropPixels();
        sums = new int[side][];
        samples = new float[spec.inputFloats()];
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < LEVELS; i++) {
                normalised[channel][i] = (i / 255f - spec.mean().get(channel))
                        / spec.standardDeviation().get(channel);
            }
        }
    }

    /** Writes the square, turned, to {@code out} from index 0. */
    void write(PixelRows rows, CropWeights weights, Turn turn, FloatBuffer out) {
        FilterWeights vertical = weights.vertical();
        int from = weights.horizontal().firstInput();
        int to = weights.horizontal().endInput();
        makeRoom(rows.widthPixels() * CHANNELS, (to - from) * CHANNELS);
        int open = 0;
        int done = 0;
        for (int y = vertical.firstInput(); y < vertical.endInput(); y++) {
            rows.read(y, from, to, row);
            for (int i = 0; i < line.length; i++) {
                line[i] = row[i] & 0xFF;
            }
            while (open < side && vertical.first(open) <= y) {
                begin(open++);
            }
            for (int i = done; i < open; i++) {
                add(sums[i], vertical.weights()[vertical.offset(i) + y - vertical.first(i)]);
            }
            while (done < open && vertical.end(done) <= y + 1) {
                finish(done++, weights.horizontal(), turn);
            }
        }
        out.put(0, samples);
    }

    private void makeRoom(int rowBytes, int lineLength) {
        if (row.length < rowBytes) {
            row = new byte[rowBytes];
        }
        if (line.length != lineLength) {
            line = new int[lineLength];
            spare.clear();
        }
    }

    private void begin(int i) {
        int[] sum = spare.isEmpty() ? new int[line.length] : spare.pop();
        Arrays.fill(sum, HALF);
        sums[i] = sum;
    }

    private void add(int[] sum, int weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * line[i];
        }
    }

    private void finish(int storedY, FilterWeights horizontal, Turn turn) {
        int[] sum = sums[storedY];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = level(sum[i]);
        }
        int at = turn.uprightIndex(0, storedY, side);
        int step = turn.uprightIndex(Math.min(1, side - 1), storedY, side) - at;
        for (int x = 0; x < side; x++) {
            int first = (horizontal.first(x) - horizontal.firstInput()) * CHANNELS;
            resize(sum, first, horizontal.weights(), horizontal.offset(x), horizontal.count(x), at + x * step);
        }
        spare.push(sum);
    }

    private void resize(int[] in, int first, int[] weights, int offset, int count, int at) {
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        int i = first;
        for (int k = offset; k < offset + count; k++, i += CHANNELS) {
            int weight = weights[k];
            red += weight * in[i];
            green += weight * in[i + 1];
            blue += weight * in[i + 2];
        }
        int area = side * side;
        samples[at] = normalised[0][level(red)];
        samples[at + area] = normalised[1][level(green)];
        samples[at + 2 * area] = normalised[2][level(blue)];
    }

    private static int level(int sum) {
        return Math.max(0, Math.min(LEVELS - 1, sum >> FilterWeights.PRECISION_BITS));
    }
}
