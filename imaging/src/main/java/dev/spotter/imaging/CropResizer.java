package dev.spotter.imaging;

import java.nio.FloatBuffer;

/**
 * Crops and resizes an image in one pass over its rows, and writes it upright and normalised. The resize is
 * antialiased, with Pillow's weights, one direction after the other in Pillow's order, each rounded to 8 bits. It keeps
 * its memory from image to image, each of which overwrites all of it before reading. Not thread-safe.
 */
final class CropResizer {
    private final NetworkInput input;
    private final HorizontalFirstResize horizontalFirst;
    private final VerticalFirstResize verticalFirst;

    CropResizer(InputSpec spec) {
        input = new NetworkInput(spec);
        horizontalFirst = new HorizontalFirstResize(spec.cropPixels(), input);
        verticalFirst = new VerticalFirstResize(spec.cropPixels(), input);
    }

    /** Writes the square, turned, to {@code out} from index 0. */
    void write(PixelRows rows, CropWeights weights, OrientationTransform transform, FloatBuffer out) {
        input.turnBy(transform);
        if (weights.horizontalFirst()) {
            horizontalFirst.resize(rows, weights);
        } else {
            verticalFirst.resize(rows, weights);
        }
        input.copyTo(out);
    }
}
