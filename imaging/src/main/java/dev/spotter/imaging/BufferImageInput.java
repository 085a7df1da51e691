package dev.spotter.imaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStreamImpl;

/** Encoded bytes for a codec: in memory, without a copy and without ImageIO's cache on disk. */
class BufferImageInput extends ImageInputStreamImpl {
    private final ByteBuffer bytes;

    BufferImageInput(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        return streamPos < bytes.limit() ? bytes.get((int) streamPos++) & 0xFF : -1;
    }

    @Override
    public final int read(byte[] target, int offset, int length) {
        bitOffset = 0;
        long left = bytes.limit() - streamPos;
        if (left <= 0 && length > 0) {
            return -1;
        }
        int count = (int) Math.min(length, left);
        bytes.get((int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public final long length() {
        return bytes.limit();
    }
}
