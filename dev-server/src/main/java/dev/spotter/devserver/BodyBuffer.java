package dev.spotter.devserver;

import static java.lang.System.Logger.Level.WARNING;

import dev.spotter.core.error.BusyException;
import dev.spotter.core.internal.ByteBudget;
import dev.spotter.core.internal.UnnamedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one body as they come: in memory while there is room for them, then in a temporary file. So a body takes
 * the room of what has come of it, and never waits for another one's. One thread at a time.
 */
final class BodyBuffer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BodyBuffer.class.getName());
    private static final int SMALLEST_BLOCK = 1 << 10;
    private static final int LARGEST_BLOCK = 1 << 16;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ByteBudget memory;
    private final ByteBudget disk;
    private final List<ByteBuffer> blocks = new ArrayList<>();
    private @Nullable UnnamedFile file;
    private long size;
    private long memoryTaken;
    private long diskTaken;

    BodyBuffer(ByteBudget memory, ByteBudget disk) {
        this.memory = memory;
        this.disk = disk;
    }

    long size() {
        return size;
    }

    /**
     * Adds bytes; afterwards none remain.
     *
     * @throws BusyException if there is room nowhere
     */
    void add(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            ByteBuffer block = file == null ? block() : null;
            int length = block == null ? bytes.remaining() : Math.min(block.remaining(), bytes.remaining());
            ByteBuffer part = bytes.slice(bytes.position(), length);
            if (block == null) {
                spill(part);
            } else {
                block.put(part);
            }
            bytes.position(bytes.position() + length);
            size += length;
        }
    }

    /** All bytes, once no more come. */
    byte[] toBytes() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(size));
        blocks.forEach(block -> all.put(block.flip()));
        if (file != null) {
            file.readInto(all);
        }
        return all.array();
    }

    @Override
    public void close() {
        blocks.clear();
        memory.giveBack(memoryTaken);
        memoryTaken = 0;
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOG.log(WARNING, "a temporary file could not be closed: {0}", e.getMessage());
        }
        disk.giveBack(diskTaken);
        diskTaken = 0;
    }

    /** A block with room in it, or null where memory has no room for another; blocks grow with what has come. */
    private @Nullable ByteBuffer block() {
        if (!blocks.isEmpty() && blocks.get(blocks.size() - 1).hasRemaining()) {
            return blocks.get(blocks.size() - 1);
        }
        int length = (int) Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, size));
        if (!memory.take(length)) {
            return null;
        }
        memoryTaken += length;
        ByteBuffer block = ByteBuffer.allocate(length);
        blocks.add(block);
        return block;
    }

    private void spill(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (!disk.take(length)) {
            throw new BusyException("too many large uploads at once; upload the image again later", PAUSE);
        }
        diskTaken += length;
        try {
            if (file == null) {
                file = UnnamedFile.create("spotter-upload");
            }
            file.write(bytes);
        } catch (IOException e) {
            LOG.log(WARNING, "an upload found no room in memory and none in a temporary file: {0}", e.getMessage());
            throw new BusyException("there is no room for the upload; upload the image again later", PAUSE);
        }
    }
}
