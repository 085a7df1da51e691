package dev.spotter.devserver;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * About how long an image will be classified, told by its header: good enough to let the quick ones go first. The
 * numbers are measured on one core of an ordinary machine and rounded up.
 */
final class ExpectedTime {
    private static final long NETWORK_NANOS = 10_000_000;
    private static final int JPEG_NANOS_PER_PIXEL = 5;
    private static final int WEBP_NANOS_PER_PIXEL = 35;
    /** Of noise, which has a byte a pixel, a lossy image takes three times as long. */
    private static final int WEBP_NANOS_PER_BYTE = 60;

    private static final int OTHER_NANOS_PER_PIXEL = 30;

    private static final int MARKER = 0xFF;
    private static final int START_OF_PROGRESSIVE_FRAME = 0xC2;
    private static final int START_OF_SCAN = 0xDA;

    private ExpectedTime() {}

    /** @param image whose header can be read */
    static Duration of(ImageBytes image) {
        ImageHeader header = ImageHeader.read(image);
        long pixels = header.widthPixels() * header.heightPixels();
        return Duration.ofNanos(NETWORK_NANOS + decodingNanos(header.format(), pixels, image));
    }

    private static long decodingNanos(ImageFormat format, long pixels, ImageBytes image) {
        return switch (format) {
            case JPEG -> pixels * JPEG_NANOS_PER_PIXEL * progressiveScans(image.buffer());
            case WEBP -> pixels * WEBP_NANOS_PER_PIXEL + (long) image.sizeBytes() * WEBP_NANOS_PER_BYTE;
            case TIFF -> ExpectedTiffTime.nanos(image.buffer(), pixels);
            case PNG, GIF, BMP -> pixels * OTHER_NANOS_PER_PIXEL;
        };
    }

    /**
     * How often a progressive JPEG goes over all of its pixels; 1 for any other, of which no more than the header is
     * looked at.
     */
    private static long progressiveScans(ByteBuffer jpeg) {
        long scans = 0;
        boolean progressive = false;
        for (int i = 2; i + 3 < jpeg.limit(); i++) {
            if ((jpeg.get(i) & MARKER) != MARKER) {
                continue;
            }
            int kind = jpeg.get(i + 1) & MARKER;
            if (kind == START_OF_PROGRESSIVE_FRAME) {
                progressive = true;
            } else if (kind == START_OF_SCAN) {
                scans++;
                if (!progressive) {
                    return 1;
                }
            }
            if (scans == 0 && kind != MARKER) {
                // A segment of the header: its length stands behind its kind.
                i += 1 + (jpeg.getShort(i + 2) & 0xFFFF);
            }
        }
        return Math.max(1, scans);
    }
}
