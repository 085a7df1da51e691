package dev.spotter.devserver;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes that have no room in memory, in a temporary file without a name: however the process ends, nothing of it stays.
 * One thread at a time.
 */
final class SpillFile implements AutoCloseable {
    /** The JDK copies what is read at once to a direct buffer, and each thread keeps its largest for ever. */
    private static final int CHUNK_BYTES = 1 << 16;

    private final FileChannel channel;

    private SpillFile(FileChannel channel) {
        this.channel = channel;
    }

    static SpillFile create() throws IOException {
        Path path = Files.createTempFile("spotter-upload", ".tmp");
        FileChannel channel = FileChannel.open(path, READ, WRITE, DELETE_ON_CLOSE);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Windows may keep the name until the file is closed.
        }
        return new SpillFile(channel);
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Fills the rest of a buffer from the beginning of the file. */
    void readInto(ByteBuffer target) throws IOException {
        channel.position(0);
        while (target.hasRemaining()) {
            int read = channel.read(target.slice(target.position(), Math.min(CHUNK_BYTES, target.remaining())));
            if (read < 0) {
                throw new EOFException();
            }
            target.position(target.position() + read);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
