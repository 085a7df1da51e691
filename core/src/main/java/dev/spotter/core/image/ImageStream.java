package dev.spotter.core.image;

import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.internal.BoundedStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads an image from a stream, and no more than the limit allows. */
final class ImageStream {
    private ImageStream() {}

    /**
     * Reads a stream to its end.
     *
     * @param expectedBytes how many bytes it probably has; within the limits
     * @throws ImageTooLargeException if it has more bytes than the limits allow
     */
    static ImageBytes read(InputStream in, long expectedBytes, ImageLimits limits) throws IOException {
        byte[] bytes = BoundedStream.read(in, Math.toIntExact(expectedBytes), limits.maxBytes());
        limits.checkBytes(bytes.length);
        return ImageBytes.wrap(bytes);
    }
}
