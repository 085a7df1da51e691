package dev.spotter.core.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a stream whose size is known at most roughly, and never much more than a bound. */
public final class BoundedStream {
    /** The longest array that every JVM can make. */
    private static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - 8;

    private BoundedStream() {}

    /**
     * The bytes of a stream to its end. If there are more than {@code maxBytes}, one more than that is returned, so
     * that the caller can refuse them.
     *
     * @param expectedBytes the size that was seen before: a file may have grown since, and a pipe has none
     * @param maxBytes at least {@code expectedBytes}
     */
    public static byte[] read(InputStream in, int expectedBytes, long maxBytes) throws IOException {
        byte[] expected = new byte[expectedBytes];
        int read = in.readNBytes(expected, 0, expectedBytes);
        if (read < expectedBytes) {
            return Arrays.copyOf(expected, read);
        }
        byte[] more = in.readNBytes((int) Math.min(maxBytes + 1 - read, MAX_ARRAY_BYTES - read));
        if (more.length == 0) {
            return expected;
        }
        byte[] all = Arrays.copyOf(expected, read + more.length);
        System.arraycopy(more, 0, all, read, more.length);
        return all;
    }
}
