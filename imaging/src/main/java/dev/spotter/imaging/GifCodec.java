package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads a GIF's first frame row by row and draws it on the screen, which grows if the frame is larger. Outside the
 * frame, the screen is white if the frame has a transparent colour, or else has the palette's first colour. Pillow does
 * the same.
 */
final class GifCodec {
    /** Where each pass of an interlaced frame begins, and its step. */
    private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

    private static final int[][] ONE_PASS = {{0, 1}};

    private final GifFrame frame;
    private final PixelCollector kept;
    private final int widthPixels;
    private final int heightPixels;

    private GifCodec(GifFrame frame, int widthPixels, int heightPixels) {
        this.frame = frame;
        this.kept = new PixelCollector(widthPixels, heightPixels);
        this.widthPixels = widthPixels;
        this.heightPixels = heightPixels;
    }

    /** @throws EOFException if a pixel of the frame is missing */
    static DecodedImage decode(ImageBytes bytes, ImageHeader header, ImageLimits limits) throws IOException {
        GifFrame frame = GifFrame.first(bytes.buffer());
        int width = Math.max((int) header.widthPixels(), frame.left() + frame.widthPixels());
        int height = Math.max((int) header.heightPixels(), frame.top() + frame.heightPixels());
        limits.checkPixels(width, height);
        GifCodec codec = new GifCodec(frame, width, height);
        codec.read();
        return codec.kept.image(header.orientation());
    }

    private void read() throws IOException {
        if (frame.widthPixels() < widthPixels || frame.heightPixels() < heightPixels) {
            fillScreen();
        }
        byte[] row = new byte[frame.widthPixels()];
        try (GifLzwInput pixels = new GifLzwInput(frame.data())) {
            for (int[] pass : frame.interlaced() ? PASSES : ONE_PASS) {
                for (int y = pass[0]; y < frame.heightPixels(); y += pass[1]) {
                    if (pixels.readNBytes(row, 0, row.length) < row.length) {
                        throw new EOFException();
                    }
                    put(frame.top() + y, frame.left(), row);
                }
            }
        }
    }

    private void fillScreen() {
        byte[] row = new byte[widthPixels];
        Arrays.fill(row, (byte) frame.background());
        for (int y = 0; y < heightPixels; y++) {
            put(y, 0, row);
        }
    }

    private void put(int y, int left, byte[] row) {
        if (kept.keepsRow(y)) {
            kept.put(y, left, row.length, row, 1, frame.colours());
        }
    }
}
