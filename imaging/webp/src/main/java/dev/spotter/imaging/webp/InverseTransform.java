package dev.spotter.imaging.webp;

/** The inverse transforms (RFC 6386, 14.3 and 14.4). Keeps its memory, so not thread-safe. */
final class InverseTransform {
    private static final int SIDE = 4;
    private static final int BLOCK = 16;

    /** The results of the first direction, which are the input of the second. */
    private final int[] between = new int[BLOCK];

    /** Inverts the transform of the blocks' first coefficients, and puts each where its block begins. */
    void second(short[] in, short[] blocks) {
        int[] sums = between;
        for (int i = 0; i < SIDE; i++) {
            int a = in[i] + in[12 + i];
            int b = in[4 + i] + in[8 + i];
            int c = in[4 + i] - in[8 + i];
            int d = in[i] - in[12 + i];
            sums[i] = a + b;
            sums[4 + i] = d + c;
            sums[8 + i] = a - b;
            sums[12 + i] = d - c;
        }
        for (int i = 0; i < SIDE; i++) {
            int dc = sums[i * SIDE] + 3;
            int a = dc + sums[i * SIDE + 3];
            int b = sums[i * SIDE + 1] + sums[i * SIDE + 2];
            int c = sums[i * SIDE + 1] - sums[i * SIDE + 2];
            int d = dc - sums[i * SIDE + 3];
            int out = i * SIDE * BLOCK;
            blocks[out] = (short) ((a + b) >> 3);
            blocks[out + BLOCK] = (short) ((d + c) >> 3);
            blocks[out + 2 * BLOCK] = (short) ((a - b) >> 3);
            blocks[out + 3 * BLOCK] = (short) ((d - c) >> 3);
        }
    }

    /** Adds a block to its prediction. */
    void add(short[] in, int from, byte[] samples, int at, int stride) {
        int[] columns = between;
        for (int i = 0; i < SIDE; i++) {
            int in0 = in[from + i];
            int in1 = in[from + 4 + i];
            int in2 = in[from + 8 + i];
            int in3 = in[from + 12 + i];
            int a = in0 + in2;
            int b = in0 - in2;
            int c = sine(in1) - cosine(in3);
            int d = cosine(in1) + sine(in3);
            columns[i] = a + d;
            columns[4 + i] = b + c;
            columns[8 + i] = b - c;
            columns[12 + i] = a - d;
        }
        for (int y = 0; y < SIDE; y++) {
            int row = y * SIDE;
            int dc = columns[row] + 4;
            int a = dc + columns[row + 2];
            int b = dc - columns[row + 2];
            int c = sine(columns[row + 1]) - cosine(columns[row + 3]);
            int d = cosine(columns[row + 1]) + sine(columns[row + 3]);
            int out = at + y * stride;
            samples[out] = sum(samples[out], a + d);
            samples[out + 1] = sum(samples[out + 1], b + c);
            samples[out + 2] = sum(samples[out + 2], b - c);
            samples[out + 3] = sum(samples[out + 3], a - d);
        }
    }

    /** Adds a block that has its first coefficient only. */
    static void addDc(short coefficient, byte[] samples, int at, int stride) {
        int dc = coefficient + 4;
        for (int y = 0; y < SIDE; y++) {
            int out = at + y * stride;
            for (int x = 0; x < SIDE; x++) {
                samples[out + x] = sum(samples[out + x], dc);
            }
        }
    }

    private static byte sum(byte sample, int eighths) {
        return Clamp.toByte((sample & 0xFF) + (eighths >> 3));
    }

    /** Multiplies by the square root of 2 and the cosine of pi / 8. */
    private static int cosine(int value) {
        return ((value * 20_091) >> 16) + value;
    }

    /** Multiplies by the square root of 2 and the sine of pi / 8. */
    private static int sine(int value) {
        return (value * 35_468) >> 16;
    }
}
