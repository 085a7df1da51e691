package dev.spotter.imaging;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Memory for decoding one image after the other, which grows to the largest. Buffers for native code lie outside
 * the heap and are freed on close; no buffer may be used after that. Not thread-safe.
 */
final class Workspace implements AutoCloseable {
    private ByteBuffer file = ByteBuffer.allocate(0);
    private final NativeBuffer nativeFile = new NativeBuffer();
    private final NativeBuffer nativePixels = new NativeBuffer();

    /**
     * Room for a file.
     *
     * @param direct whether native code will read it
     */
    ByteBuffer file(int bytes, boolean direct) {
        if (direct) {
            return nativeFile.ofSize(bytes);
        }
        if (file.capacity() < bytes) {
            file = ByteBuffer.allocate(withReserve(bytes));
        }
        return file.clear().limit(bytes);
    }

    /** Room outside the heap for decoded pixels. */
    ByteBuffer pixels(int bytes) {
        return nativePixels.ofSize(bytes);
    }

    /** A little more, for the next image that is a little larger. */
    private static int withReserve(int bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes + bytes / 8L);
    }

    @Override
    public void close() {
        nativeFile.free();
        nativePixels.free();
    }

    /** A direct buffer that does not wait for the garbage collector to be freed. */
    private static final class NativeBuffer {
        private @Nullable Memory memory;
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        ByteBuffer ofSize(int bytes) {
            if (buffer.capacity() < bytes) {
                free();
                int capacity = withReserve(bytes);
                memory = new Memory(capacity);
                // As Java's own buffers are at first, and files of images are read.
                buffer = memory.getByteBuffer(0, capacity).order(ByteOrder.BIG_ENDIAN);
            }
            return buffer.clear().limit(bytes);
        }

        void free() {
            if (memory != null) {
                buffer = ByteBuffer.allocate(0);
                memory.close();
                memory = null;
            }
        }
    }
}
