package dev.spotter.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A body in memory. More than the limit is read and thrown away, so that its sender gets a response. One thread at a
 * time.
 */
final class BodyBytes implements Content.Sink {
    private final int maxBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean isTooLarge;

    BodyBytes(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer more, Callback callback) {
        if (more != null && more.hasRemaining()) {
            isTooLarge = isTooLarge || more.remaining() > maxBytes - bytes.size();
            if (isTooLarge) {
                bytes.reset();
            } else {
                bytes.writeBytes(BufferUtil.toArray(more));
            }
            more.position(more.limit());
        }
        callback.succeeded();
    }

    boolean isTooLarge() {
        return isTooLarge;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
