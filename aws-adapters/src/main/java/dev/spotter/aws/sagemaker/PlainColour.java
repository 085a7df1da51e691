package dev.spotter.aws.sagemaker;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import java.nio.ByteBuffer;

/**
 * Tells by the header whether a JPEG or PNG is RGB with 8 bits a sample: what every endpoint reads. The header has been
 * checked before.
 */
final class PlainColour {
    private static final int PNG_BIT_DEPTH = 24;
    private static final int PNG_COLOUR_TYPE = 25;
    private static final int PNG_RGB = 2;
    private static final int FIRST_JPEG_SEGMENT = 2;

    private PlainColour() {}

    static boolean isPlain(ImageBytes image, ImageFormat format) {
        return switch (format) {
            case JPEG -> isPlainJpeg(image.buffer());
            case PNG -> image.buffer().get(PNG_BIT_DEPTH) == 8 && image.buffer().get(PNG_COLOUR_TYPE) == PNG_RGB;
            case GIF, BMP, WEBP, TIFF -> false;
        };
    }

    /** Looks for the frame header: marker, length, precision, height, width, number of components. */
    private static boolean isPlainJpeg(ByteBuffer b) {
        int at = FIRST_JPEG_SEGMENT;
        while (at + 9 < b.limit()) {
            int marker = b.get(at + 1) & 0xFF;
            if (isFrame(marker)) {
                return b.get(at + 4) == 8 && b.get(at + 9) == 3;
            }
            boolean isFill = marker == 0xFF;
            boolean isAlone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
            at += isFill ? 1 : isAlone ? 2 : 2 + (b.getShort(at + 2) & 0xFFFF);
        }
        return false;
    }

    /** C0 to CF, but for the tables DHT, JPG and DAC. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
