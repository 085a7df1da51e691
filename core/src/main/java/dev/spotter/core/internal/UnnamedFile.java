package dev.spotter.core.internal;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary file without a name, for bytes that do not fit in memory: however the process ends, nothing of it stays.
 * One thread at a time, but for reading at a position.
 */
public final class UnnamedFile implements AutoCloseable {
    /** The JDK copies what is read at once to a direct buffer, and each thread keeps its largest for ever. */
    private static final int CHUNK_BYTES = 1 << 16;

    private final FileChannel channel;

    private UnnamedFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes an empty file in the directory for temporary files.
     *
     * @param prefix of the name that the file has while it is made, and on Windows until it is closed
     */
    public static UnnamedFile create(String prefix) throws IOException {
        return new UnnamedFile(open(Files.createTempFile(prefix, ".tmp")));
    }

    /**
     * Opens an empty file to read and write, and takes its name away. Windows may keep the name until the file is
     * closed.
     *
     * @throws IOException if it cannot be opened; then it is deleted
     */
    public static FileChannel open(Path empty) throws IOException {
        try {
            return FileChannel.open(empty, READ, WRITE, DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(empty);
            throw e;
        }
    }

    /** Writes the rest of a buffer behind what was written before. */
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Fills the rest of a buffer from the beginning of the file.
     *
     * @throws EOFException if the file has fewer bytes
     */
    public void readInto(ByteBuffer target) throws IOException {
        readInto(target, 0);
    }

    /**
     * Fills the rest of a buffer from a position of the file on. Several threads may do so at once, while none writes.
     *
     * @throws EOFException if the file has fewer bytes
     */
    public void readInto(ByteBuffer target, long position) throws IOException {
        long next = position;
        while (target.hasRemaining()) {
            int read = channel.read(target.slice(target.position(), Math.min(CHUNK_BYTES, target.remaining())), next);
            if (read < 0) {
                throw new EOFException();
            }
            target.position(target.position() + read);
            next += read;
        }
    }

    /** All that was written, from the beginning; closing the stream closes the file. */
    public InputStream content() throws IOException {
        channel.position(0);
        return Channels.newInputStream(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
