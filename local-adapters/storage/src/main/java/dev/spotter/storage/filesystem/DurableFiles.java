package dev.spotter.storage.filesystem;

import static java.nio.file.StandardOpenOption.READ;

import dev.spotter.core.internal.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes files that only their owner can read, completely or not at all, also after a crash. */
final class DurableFiles {
    static final String TEMPORARY = ".tmp";
    /** The JDK copies each write to a direct buffer, and each thread keeps its largest buffer for ever. */
    private static final int CHUNK_BYTES = 1 << 16;

    private DurableFiles() {}

    /** Writes a temporary file, then moves it to the target. One writer of a target at a time. */
    static void write(Path target, ByteBuffer content) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + TEMPORARY);
        byte[] chunk = new byte[Math.min(CHUNK_BYTES, content.remaining())];
        WholeFile.write(target, temporary, file -> {
            while (content.hasRemaining()) {
                int length = Math.min(chunk.length, content.remaining());
                content.get(chunk, 0, length);
                file.write(chunk, 0, length);
            }
        });
    }

    /**
     * The first bytes of a file, at most this many, so that a large file cannot fill the memory.
     */
    static byte[] read(Path file, int maxBytes) throws IOException {
        byte[] bytes = new byte[maxBytes];
        try (InputStream in = Files.newInputStream(file)) {
            int length = in.readNBytes(bytes, 0, maxBytes);
            return length == maxBytes ? bytes : Arrays.copyOf(bytes, length);
        }
    }

    /** Makes the entries of a directory durable. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            // Windows cannot open a directory, and makes entries durable by itself.
        }
    }
}
