package dev.spotter.imaging.internal;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.internal.JpegMarker;
import dev.spotter.core.internal.JpegSegments;
import java.time.Duration;

/**
 * Estimates from an image's header how long decoding takes: precisely enough to classify quick images first. The
 * numbers were measured on one core of an ordinary machine and rounded up.
 */
public final class DecodingTime {
    private static final int JPEG_NANOS_PER_PIXEL = 5;
    private static final int WEBP_NANOS_PER_PIXEL = 35;
    /** A lossy image of noise, which has a byte a pixel, takes three times as long. */
    private static final int WEBP_NANOS_PER_BYTE = 60;

    private static final int OTHER_NANOS_PER_PIXEL = 30;

    private DecodingTime() {}

    /**
     * Estimates the time.
     *
     * @param image whose header can be read
     */
    public static Duration estimate(ImageBytes image) {
        ImageHeader header = ImageHeader.read(image);
        long pixels = header.widthPixels() * header.heightPixels();
        return Duration.ofNanos(nanos(header.format(), pixels, image));
    }

    private static long nanos(ImageFormat format, long pixels, ImageBytes image) {
        return switch (format) {
            case JPEG -> pixels * JPEG_NANOS_PER_PIXEL * passes(new JpegSegments(image.buffer()));
            case WEBP -> pixels * WEBP_NANOS_PER_PIXEL + (long) image.sizeBytes() * WEBP_NANOS_PER_BYTE;
            case TIFF -> TiffDecodingTime.nanos(image.buffer(), pixels);
            case PNG, GIF, BMP -> pixels * OTHER_NANOS_PER_PIXEL;
        };
    }

    /**
     * How many scans of a progressive JPEG go over its pixels; 1 for any other JPEG, of which only the header is read.
     */
    private static long passes(JpegSegments segments) {
        long scans = 0;
        boolean isProgressive = false;
        int marker = segments.nextMarker();
        while (marker != JpegMarker.END_OF_IMAGE && marker != JpegSegments.END_OF_FILE) {
            if (marker == JpegMarker.START_OF_SCAN) {
                if (!isProgressive) {
                    return 1;
                }
                scans++;
            }
            isProgressive |= marker == JpegMarker.PROGRESSIVE;
            if (!JpegMarker.isAlone(marker)) {
                segments.skip();
            }
            marker = segments.nextMarker();
        }
        return Math.max(1, scans);
    }
}
