package dev.spotter.local.image;

import java.util.Arrays;

/**
 * Resizes the part of a picture that lies in a square of its resized form: antialiased, first along the rows, then along the columns,
 * rounded to 8 bits after each as Pillow does. Reads only the rows, and computes only the columns, that count.
 */
final class CropResizer {
    private static final int CHANNELS = 3;
    private static final int HALF = 1 << (FilterWeights.PRECISION_BITS - 1);

    private CropResizer() {}

    /** The square as stored (not turned), row by row, three bytes a pixel: red, green, blue. */
    static byte[] resize(PixelRows rows, FilterWeights horizontal, FilterWeights vertical) {
        return alongColumns(alongRows(rows, horizontal, vertical), horizontal.outputs() * CHANNELS, vertical);
    }

    private static byte[] alongRows(PixelRows rows, FilterWeights horizontal, FilterWeights vertical) {
        int start = vertical.firstInput();
        int count = vertical.endInput() - start;
        int rowBytes = horizontal.outputs() * CHANNELS;
        byte[] result = new byte[count * rowBytes];
        byte[] row = new byte[rows.widthPixels() * CHANNELS];
        for (int y = 0; y < count; y++) {
            rows.read(start + y, row);
            resizeRow(row, horizontal, result, y * rowBytes);
        }
        return result;
    }

    private static void resizeRow(byte[] row, FilterWeights filter, byte[] out, int at) {
        int[] weights = filter.weights();
        for (int x = 0; x < filter.outputs(); x++) {
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            int in = filter.first(x) * CHANNELS;
            int end = filter.offset(x) + filter.count(x);
            for (int k = filter.offset(x); k < end; k++, in += CHANNELS) {
                int weight = weights[k];
                red += weight * (row[in] & 0xFF);
                green += weight * (row[in + 1] & 0xFF);
                blue += weight * (row[in + 2] & 0xFF);
            }
            out[at++] = toByte(red);
            out[at++] = toByte(green);
            out[at++] = toByte(blue);
        }
    }

    private static byte[] alongColumns(byte[] rows, int rowBytes, FilterWeights vertical) {
        byte[] result = new byte[vertical.outputs() * rowBytes];
        int[] sums = new int[rowBytes];
        for (int y = 0; y < vertical.outputs(); y++) {
            Arrays.fill(sums, HALF);
            int in = (vertical.first(y) - vertical.firstInput()) * rowBytes;
            for (int k = 0; k < vertical.count(y); k++, in += rowBytes) {
                addRow(rows, in, vertical.weights()[vertical.offset(y) + k], sums);
            }
            for (int i = 0; i < rowBytes; i++) {
                result[y * rowBytes + i] = toByte(sums[i]);
            }
        }
        return result;
    }

    private static void addRow(byte[] rows, int at, int weight, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * (rows[at + i] & 0xFF);
        }
    }

    private static byte toByte(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> FilterWeights.PRECISION_BITS));
    }
}
