package dev.spotter.imaging;

import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** A program that reads a small image, a large one for which the heap must be too small, and the small one again. */
final class ReadInSmallHeap {
    private static final int WIDTH = 4_000;
    private static final int HEIGHT = 990;
    private static final int BYTES_PER_PIXEL = 8;
    private static final int RGB_ALPHA = 6;

    private ReadInSmallHeap() {}

    public static void main(String[] arguments) {
        ImageBytes small = Samples.bytes("rocket.jpg");
        ImageBytes large = TestImages.png(WIDTH, HEIGHT, 16, RGB_ALPHA, TestImages.row(WIDTH * BYTES_PER_PIXEL, 77));
        try (InputReader reader =
                new InputReader(new ImageDecoder(ImageLimits.DEFAULT), Samples.plain(Interpolation.BILINEAR))) {
            float[] before = read(reader, small);
            try {
                read(reader, large);
            } catch (SpotterException e) {
                boolean isSame = Arrays.equals(read(reader, small), before);
                System.out.println("read " + (isSame ? "as before" : "another") + " after: " + e.getMessage());
            }
        }
    }

    private static float[] read(InputReader reader, ImageBytes image) {
        FloatBuffer out = FloatBuffer.allocate(3 * Samples.CROP * Samples.CROP);
        reader.read(image, out);
        return out.array();
    }
}
