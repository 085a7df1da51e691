package dev.spotter.core.internal;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** A buffer's bytes as a stream, without a copy. Reading moves the buffer's position. */
public final class BufferInput extends InputStream {
    private final ByteBuffer bytes;

    public BufferInput(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        return bytes.hasRemaining() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (!bytes.hasRemaining() && length > 0) {
            return -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(target, offset, count);
        return count;
    }
}
