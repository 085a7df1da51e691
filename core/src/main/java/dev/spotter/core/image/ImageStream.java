package dev.spotter.core.image;

import dev.spotter.core.error.ImageTooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads an image from a stream, and no more than the limit allows. */
final class ImageStream {
    /** The longest array that every JVM can make. */
    private static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - 8;

    private ImageStream() {}

    /**
     * Reads a stream to its end.
     *
     * @param expectedBytes how many bytes it probably has; within the limits
     * @throws ImageTooLargeException if it has more bytes than the limits allow
     */
    static ImageBytes read(InputStream in, long expectedBytes, ImageLimits limits) throws IOException {
        byte[] expected = new byte[Math.toIntExact(expectedBytes)];
        int read = in.readNBytes(expected, 0, expected.length);
        if (read < expected.length) {
            return ImageBytes.wrap(Arrays.copyOf(expected, read));
        }
        // A file may grow while it is read, and a pipe has no size.
        byte[] more = in.readNBytes((int) Math.min(limits.maxBytes() + 1 - read, MAX_ARRAY_BYTES - read));
        limits.checkBytes((long) read + more.length);
        if (more.length == 0) {
            return ImageBytes.wrap(expected);
        }
        byte[] all = Arrays.copyOf(expected, read + more.length);
        System.arraycopy(more, 0, all, read, more.length);
        return ImageBytes.wrap(all);
    }
}
