package dev.spotter.core.image;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** An encoded image's bytes. Immutable, so safe to share between threads; equal when the bytes are. */
public final class ImageBytes implements ImageSource {
    private final byte[] bytes;

    private ImageBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of these bytes. */
    public static ImageBytes copyOf(byte[] bytes) {
        return new ImageBytes(bytes.clone());
    }

    /** These bytes without a copy. The caller must not use the array again. */
    public static ImageBytes wrap(byte[] bytes) {
        return new ImageBytes(bytes);
    }

    /**
     * These bytes, which are in memory already.
     *
     * @throws dev.spotter.core.error.ImageTooLargeException if they are more than the limits allow
     */
    @Override
    public ImageBytes read(ImageLimits limits) {
        limits.checkBytes(bytes.length);
        return this;
    }

    public int sizeBytes() {
        return bytes.length;
    }

    /** A new read-only view from the first byte to the last, big-endian. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** A new stream from the first byte to the last; it needs no closing. */
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "ImageBytes[" + bytes.length + "]";
    }
}
