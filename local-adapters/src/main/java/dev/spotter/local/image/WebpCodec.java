package dev.spotter.local.image;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;

/**
 * WebP by TwelveMonkeys. Its lossy decoder works row by row, but reduces by powers of two only and from the first sample; what is
 * lossless or has alpha it holds whole, four bytes a pixel.
 *
 * <p>Its code tables come on top: usually some kilobytes, but a made-up lossless file can ask for 65,536 groups of them, some 350 MB. In a
 * smaller heap that ends as an error of this picture, and perhaps of one that is decoded at the same time.
 */
final class WebpCodec {
    private static final int HELD_BYTES_PER_PIXEL = 4;
    private static final int MAX_FACTOR = 16;

    private WebpCodec() {}

    static DecodedImage decode(ImageBytes bytes, ImageHeader header, ImageLimits limits) throws IOException {
        WebpStill still = WebpStill.of(bytes.buffer());
        int canvasWidth = (int) header.widthPixels();
        int canvasHeight = (int) header.heightPixels();
        try (FrameReader reader = FrameReader.open(ImageFormat.WEBP, new WebpInput(still.bytes()))) {
            reader.check(limits);
            int width = reader.widthPixels();
            int height = reader.heightPixels();
            boolean fills = still.left() == 0 && still.top() == 0 && width == canvasWidth && height == canvasHeight;
            if (still.held() || !fills) {
                CodecMemory.checkHeap(
                        width,
                        height,
                        (long) width * height,
                        HELD_BYTES_PER_PIXEL,
                        "for WebP that is lossless, transparent or animated");
            }
            int factor = fills ? factor(width, height) : 1;
            Axis x = new Axis(canvasWidth, factor, 0);
            Axis y = new Axis(canvasHeight, factor, 0);
            PixelRows frame = DecodedRows.of(reader.read(new Axis(width, factor, 0), new Axis(height, factor, 0)));
            PixelRows rows = fills ? frame : new PlacedRows(frame, x.samples(), y.samples(), still.left(), still.top());
            return new DecodedImage(rows, x, y, header.orientation());
        }
    }

    private static int factor(int width, int height) {
        return Math.min(MAX_FACTOR, Integer.highestOneBit(Reduction.factor(width, height)));
    }
}
