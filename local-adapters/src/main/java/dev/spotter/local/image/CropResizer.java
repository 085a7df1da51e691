package dev.spotter.local.image;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Resizes the part of a picture that lies in a square of its resized form, and writes it upright and normalised: antialiased, first
 * along the rows, then along the columns, rounded to 8 bits after each as Pillow does. Goes once through the rows that count, and
 * computes only the columns that do. Keeps its memory, so not thread-safe.
 */
final class CropResizer {
    private static final int CHANNELS = 3;
    private static final int LEVELS = 256;
    private static final int HALF = 1 << (FilterWeights.PRECISION_BITS - 1);

    private final int side;
    /** What each level becomes, red after green after blue. */
    private final float[][] normalised = new float[CHANNELS][LEVELS];
    /** A row of the crop's width, a sample in each int: so the sums below are made eight at a time. */
    private final int[] line;
    /** The crop's rows that have begun and not ended, and what such rows leave for others. */
    private final int[][] sums;

    private final Deque<int[]> spare = new ArrayDeque<>();
    private final float[] samples;
    private byte[] row = new byte[0];

    CropResizer(InputSpec spec) {
        side = spec.cropPixels();
        line = new int[side * CHANNELS];
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
        int open = 0;
        int done = 0;
        for (int y = vertical.firstInput(); y < vertical.endInput(); y++) {
            readLine(rows, y, weights.horizontal());
            while (open < side && vertical.first(open) <= y) {
                begin(open++);
            }
            for (int i = done; i < open; i++) {
                add(sums[i], vertical.weights()[vertical.offset(i) + y - vertical.first(i)]);
            }
            while (done < open && vertical.end(done) <= y + 1) {
                finish(done++, turn);
            }
        }
        out.put(0, samples);
    }

    private void readLine(PixelRows rows, int y, FilterWeights filter) {
        if (row.length < rows.widthPixels() * CHANNELS) {
            row = new byte[rows.widthPixels() * CHANNELS];
        }
        int from = filter.firstInput();
        rows.read(y, from, filter.endInput(), row);
        for (int x = 0; x < side; x++) {
            resize(row, (filter.first(x) - from) * CHANNELS, filter.weights(), filter.offset(x), filter.count(x), x);
        }
    }

    private void resize(byte[] in, int at, int[] weights, int offset, int count, int x) {
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        for (int k = 0; k < count; k++) {
            int weight = weights[offset + k];
            red += weight * (in[at + k * CHANNELS] & 0xFF);
            green += weight * (in[at + k * CHANNELS + 1] & 0xFF);
            blue += weight * (in[at + k * CHANNELS + 2] & 0xFF);
        }
        line[x * CHANNELS] = level(red);
        line[x * CHANNELS + 1] = level(green);
        line[x * CHANNELS + 2] = level(blue);
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

    private void finish(int storedY, Turn turn) {
        int[] sum = sums[storedY];
        int area = side * side;
        int at = turn.uprightIndex(0, storedY, side);
        int step = turn.uprightIndex(side > 1 ? 1 : 0, storedY, side) - at;
        for (int i = 0; i < sum.length; i += CHANNELS, at += step) {
            samples[at] = normalised[0][level(sum[i])];
            samples[at + area] = normalised[1][level(sum[i + 1])];
            samples[at + 2 * area] = normalised[2][level(sum[i + 2])];
        }
        spare.push(sum);
    }

    private static int level(int sum) {
        return Math.max(0, Math.min(LEVELS - 1, sum >> FilterWeights.PRECISION_BITS));
    }
}
