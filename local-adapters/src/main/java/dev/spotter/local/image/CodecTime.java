package dev.spotter.local.image;

import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageFormat;
import java.util.Locale;

/** How much work a codec does on a picture whose scans each go through all of it again. */
final class CodecTime {
    /**
     * Samples of all scans together: each of 50 million pixels with halved colours (4:2:0) in ten scans, as encoders write them, is
     * visited eight times. They take TurboJPEG half a second and Java's codec 1.5 seconds on one core.
     */
    static final long MAX_SAMPLES = 600_000_000;
    /** What each scan counts at least, for its tables are built: a small picture may have a thousand. */
    static final long MIN_SCAN_SAMPLES = 600_000;

    private CodecTime() {}

    /** @throws UnsupportedImageException if the scans of a JPEG visit more samples than {@link #MAX_SAMPLES} */
    static void check(JpegFrame frame) {
        if (frame.visitedSamples() > MAX_SAMPLES) {
            throw new UnsupportedImageException(
                    String.format(
                            Locale.ROOT,
                            "the JPEG image has %,d scans, which is too much work for one of %,d x %,d pixels: save it as an"
                                    + " ordinary baseline or progressive JPEG",
                            frame.scans(),
                            frame.widthPixels(),
                            frame.heightPixels()),
                    ImageFormat.displayNames());
        }
    }
}
