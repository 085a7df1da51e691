package dev.spotter.imaging;

import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageFormat;
import java.util.Map;

/** Names forms of TIFF that are not read. */
final class UnsupportedTiff {
    private static final Map<Long, String> COMPRESSIONS = Map.ofEntries(
            Map.entry(6L, "JPEG in its old form"),
            Map.entry(9L, "JBIG"),
            Map.entry(10L, "JBIG"),
            Map.entry(32_766L, "NeXT's method"),
            Map.entry(32_771L, "CCITT codes in words"),
            Map.entry(32_809L, "ThunderScan's method"),
            Map.entry(32_908L, "Pixar's method for film"),
            Map.entry(32_909L, "Pixar's logarithmic method"),
            Map.entry(33_003L, "JPEG 2000"),
            Map.entry(33_005L, "JPEG 2000"),
            Map.entry(34_661L, "JBIG"),
            Map.entry(34_676L, "SGI's logarithmic method"),
            Map.entry(34_677L, "SGI's logarithmic method"),
            Map.entry(34_712L, "JPEG 2000"),
            Map.entry(34_887L, "LERC"),
            Map.entry(34_892L, "lossy JPEG of camera raw files"),
            Map.entry(34_933L, "PNG"),
            Map.entry(34_934L, "JPEG XR"),
            Map.entry(34_925L, "LZMA"),
            Map.entry(34_926L, "Zstandard in its old form"),
            Map.entry(34_927L, "WebP"),
            Map.entry(50_000L, "Zstandard"),
            Map.entry(50_001L, "WebP"),
            Map.entry(50_002L, "JPEG XL"),
            Map.entry(52_546L, "JPEG XL"));

    private static final Map<Long, String> COLOURS = Map.of(
            4L, "is a mask of transparency",
            10L, "has colours in ITU L*a*b*",
            32_803L, "has a camera's raw values",
            32_844L, "has logarithmic brightness (LogL)",
            32_845L, "has logarithmic colours (LogLuv)",
            34_892L, "has a camera's raw values");

    private UnsupportedTiff() {}

    static UnsupportedImageException compression(long method) {
        String name = COMPRESSIONS.containsKey(method)
                ? "%s (method %d)".formatted(COMPRESSIONS.get(method), method)
                : "method " + method;
        return that("is compressed by " + name);
    }

    static UnsupportedImageException colours(long photometric) {
        return that(COLOURS.getOrDefault(photometric, "has colours of an unknown kind (%d)".formatted(photometric)));
    }

    /** @param form continues "it " */
    static UnsupportedImageException that(String form) {
        return new UnsupportedImageException(
                ("the TIFF image is of a kind that is not supported: it %s; save it as a TIFF of 8 or 16 bits "
                                + "without compression, as PNG or JPEG")
                        .formatted(form),
                ImageFormat.displayNames());
    }
}
