package dev.spotter.local.image;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Memory that one picture after the other is decoded in; it grows to the largest. Not thread-safe. */
final class Workspace implements AutoCloseable {
    private ByteBuffer file = ByteBuffer.allocate(0);
    private ByteBuffer pixels = ByteBuffer.allocate(0);
    private TurboJpeg.@Nullable Decompressor decompressor;

    /**
     * Room for a file.
     *
     * @param direct whether native code will read it
     */
    ByteBuffer file(int bytes, boolean direct) {
        file = atLeast(file, bytes, direct);
        return file.clear().limit(bytes);
    }

    /** Room outside the heap for decoded pixels. */
    ByteBuffer pixels(int bytes) {
        pixels = atLeast(pixels, bytes, true);
        return pixels.clear().limit(bytes);
    }

    TurboJpeg.Decompressor decompressor(TurboJpeg library) {
        if (decompressor == null) {
            decompressor = library.newDecompressor();
        }
        return decompressor;
    }

    private static ByteBuffer atLeast(ByteBuffer buffer, int bytes, boolean direct) {
        if (buffer.capacity() >= bytes && buffer.isDirect() == direct) {
            return buffer;
        }
        // A little more, for the next picture that is a little larger.
        int capacity = (int) Math.min(Integer.MAX_VALUE, bytes + bytes / 8L);
        return direct ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
    }

    @Override
    public void close() {
        if (decompressor != null) {
            decompressor.close();
            decompressor = null;
        }
    }
}
