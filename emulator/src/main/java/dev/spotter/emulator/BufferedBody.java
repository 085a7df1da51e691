package dev.spotter.emulator;

import dev.spotter.core.internal.ByteBudget;
import dev.spotter.core.internal.UnnamedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.InputStreamRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read whole: into memory, or into a temporary file if it is large or the memory for all bodies is used
 * up. Without room it is read and discarded, so that its sender gets a response. One thread at a time.
 */
final class BufferedBody implements Content.Sink, AutoCloseable {
    private static final int IN_MEMORY_BYTES = 1 << 20;

    private static final @Nullable String NO_TYPE = null;

    private final ByteBudget memory;
    private final ByteBudget disk;
    private final ByteArrayOutputStream start = new ByteArrayOutputStream();
    private @Nullable UnnamedFile file;
    private long fileBytes;
    private boolean isWhole = true;

    /**
     * @param memory what all bodies together may take of it
     * @param disk what all bodies together may take of it
     */
    BufferedBody(ByteBudget memory, ByteBudget disk) {
        this.memory = memory;
        this.disk = disk;
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer bytes, Callback callback) {
        if (bytes != null && bytes.hasRemaining()) {
            isWhole = isWhole && isTaken(bytes);
            bytes.position(bytes.limit());
        }
        callback.succeeded();
    }

    /** Whether there was room for all that came. */
    boolean isWhole() {
        return isWhole;
    }

    boolean isEmpty() {
        return file == null && start.size() == 0;
    }

    /** The body again, without a type of its own: that is the request's to say. */
    Request.Content content() throws IOException {
        return file == null
                ? new BytesRequestContent(NO_TYPE, start.toByteArray())
                : new SizedContent(file.content(), fileBytes);
    }

    @Override
    public void close() throws IOException {
        memory.giveBack(start.size());
        start.reset();
        disk.giveBack(fileBytes);
        fileBytes = 0;
        if (file != null) {
            file.close();
        }
    }

    private boolean isTaken(ByteBuffer bytes) {
        int more = bytes.remaining();
        if (file == null && start.size() + more <= IN_MEMORY_BYTES && memory.take(more)) {
            start.writeBytes(BufferUtil.toArray(bytes));
            return true;
        }
        try {
            return (file != null || isMoved()) && isWritten(bytes);
        } catch (IOException e) {
            // The disk is full.
            return false;
        }
    }

    private boolean isMoved() throws IOException {
        file = UnnamedFile.create("aws-emulator-body");
        boolean isMoved = isWritten(ByteBuffer.wrap(start.toByteArray()));
        memory.giveBack(start.size());
        start.reset();
        return isMoved;
    }

    private boolean isWritten(ByteBuffer bytes) throws IOException {
        int more = bytes.remaining();
        if (file == null || !disk.take(more)) {
            return false;
        }
        fileBytes += more;
        file.write(bytes);
        return true;
    }

    /** s3proxy wants to know beforehand how much comes. */
    private static final class SizedContent extends InputStreamRequestContent {
        private static final int PIECE_BYTES = 64 << 10;

        private final long bytes;

        SizedContent(InputStream content, long bytes) {
            super(NO_TYPE, content, new ByteBufferPool.Sized(ByteBufferPool.NON_POOLING, false, PIECE_BYTES));
            this.bytes = bytes;
        }

        @Override
        public long getLength() {
            return bytes;
        }
    }
}
