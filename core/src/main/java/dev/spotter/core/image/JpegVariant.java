package dev.spotter.core.image;

import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.internal.JpegMarker;
import java.util.Optional;

/**
 * The variants of JPEG (ITU-T T.81, table B.1). Only lossy ones with Huffman coding are read, as cameras, browsers and
 * programs write them.
 */
final class JpegVariant {
    /** The variant in a frame's marker. */
    private static final int LOSSLESS = 3;

    private static final int DIFFERENTIAL = 4;
    private static final int SAMPLE_BITS = 8;

    private JpegVariant() {}

    /** @throws UnsupportedImageException if this marker begins a variant that is not read */
    static void checkMarker(int marker) {
        unread(marker).ifPresent(JpegVariant::refuse);
    }

    /**
     * Checks a frame header.
     *
     * @throws UnsupportedImageException if the image is of a variant that is not read
     */
    static void checkSamples(int bits, int components) {
        if (bits != SAMPLE_BITS) {
            refuse("has %d bits a sample and not 8".formatted(bits));
        }
        if (components != 1 && components != 3 && components != 4) {
            refuse("has %d components and not 1, 3 or 4".formatted(components));
        }
    }

    private static Optional<String> unread(int marker) {
        if (marker == JpegMarker.JPEG_LS) {
            return Optional.of("is of the kind JPEG-LS");
        }
        if (marker == JpegMarker.HIERARCHICAL) {
            return Optional.of("is hierarchical");
        }
        if (!JpegMarker.isFrame(marker) || marker <= JpegMarker.PROGRESSIVE) {
            return Optional.empty();
        }
        if ((marker & LOSSLESS) == LOSSLESS) {
            return Optional.of("is of the lossless kind");
        }
        return Optional.of((marker & DIFFERENTIAL) != 0 ? "is hierarchical" : "is coded arithmetically");
    }

    private static void refuse(String what) {
        throw new UnsupportedImageException(
                "the JPEG image " + what + ", which is not read: save it as an ordinary baseline or progressive JPEG",
                ImageFormat.displayNames());
    }
}
