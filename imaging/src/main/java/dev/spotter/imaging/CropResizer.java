package dev.spotter.imaging;

import java.nio.FloatBuffer;

/**
 * Resizes the part of a picture that lies in a square of its resized form, and writes it upright and normalised:
 * antialiased, with Pillow's weights, one direction after the other in Pillow's order, each rounded to 8 bits. Goes
 * once through the rows that count. Keeps its memory, all of which each picture writes before it reads it; so not
 * thread-safe.
 */
final class CropResizer {
    private final NetworkInput input;
    private final RowsFirst rowsFirst;
    private final ColumnsFirst columnsFirst;

    CropResizer(InputSpec spec) {
        input = new NetworkInput(spec);
        rowsFirst = new RowsFirst(spec.cropPixels(), input);
        columnsFirst = new ColumnsFirst(spec.cropPixels(), input);
    }

    /** Writes the square, turned, to {@code out} from index 0. */
    void write(PixelRows rows, CropWeights weights, Turn turn, FloatBuffer out) {
        input.turn(turn);
        if (weights.rowsFirst()) {
            rowsFirst.resize(rows, weights);
        } else {
            columnsFirst.resize(rows, weights);
        }
        input.copyTo(out);
    }
}
