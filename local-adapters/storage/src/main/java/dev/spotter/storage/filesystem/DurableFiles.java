package dev.spotter.storage.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.spotter.core.internal.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** Files of their owner's alone that are there whole or not at all, also after a crash. */
final class DurableFiles {
    static final String TEMPORARY = ".tmp";
    /** The JDK copies what is written at once to a direct buffer, and each thread keeps its largest for ever. */
    private static final int CHUNK_BYTES = 1 << 16;

    private DurableFiles() {}

    /** Writes beside the target, then moves into its place. One writer of a target at a time. */
    static void write(Path target, ByteBuffer content) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + TEMPORARY);
        boolean written = false;
        try {
            try (FileChannel channel = OwnerOnly.open(temporary, Set.of(CREATE, TRUNCATE_EXISTING, WRITE))) {
                while (content.hasRemaining()) {
                    ByteBuffer chunk = content.slice(content.position(), Math.min(CHUNK_BYTES, content.remaining()));
                    content.position(content.position() + channel.write(chunk));
                }
                channel.force(true);
            }
            Files.move(temporary, target, ATOMIC_MOVE);
            written = true;
        } finally {
            if (!written && Files.isRegularFile(temporary, NOFOLLOW_LINKS)) {
                Files.delete(temporary);
            }
        }
    }

    /**
     * The first bytes of a file, as many as there are but not more than these: nothing that grows in its place fills
     * the memory.
     */
    static byte[] read(Path file, int maxBytes) throws IOException {
        byte[] bytes = new byte[maxBytes];
        try (InputStream in = Files.newInputStream(file)) {
            int length = in.readNBytes(bytes, 0, maxBytes);
            return length == maxBytes ? bytes : Arrays.copyOf(bytes, length);
        }
    }

    /** Makes the names in a folder durable. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            // Windows opens no folder, and keeps its names safe by itself.
        }
    }
}
