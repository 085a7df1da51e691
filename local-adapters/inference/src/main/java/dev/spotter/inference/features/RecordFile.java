package dev.spotter.inference.features;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.spotter.core.internal.OpenableFile;
import dev.spotter.core.internal.OwnerOnly;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A file of records of one size, which only its owner can read. An interrupted thread does not close it, as it would
 * close a channel. One thread at a time.
 */
final class RecordFile implements AutoCloseable {
    private final RandomAccessFile file;
    private final int recordBytes;

    private RecordFile(RandomAccessFile file, int recordBytes) {
        this.file = file;
        this.recordBytes = recordBytes;
    }

    /**
     * Opens a file to write, which is made if it is missing. It is opened twice, because only a channel refuses a link
     * that another user may have put in its place.
     *
     * @throws IOException if it is a symbolic link, a pipe or a device
     */
    static RecordFile toWrite(Path path, int recordBytes) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new FileSystemException(path.toString(), null, "a symbolic link is in its place");
        }
        OwnerOnly.open(OpenableFile.check(path), Set.of(CREATE, WRITE, NOFOLLOW_LINKS))
                .close();
        OwnerOnly.tighten(path);
        return new RecordFile(new RandomAccessFile(path.toFile(), "rw"), recordBytes);
    }

    /**
     * Opens a file to read.
     *
     * @throws IOException if it is missing, a pipe or a device
     */
    static RecordFile toRead(Path path, int recordBytes) throws IOException {
        return new RecordFile(new RandomAccessFile(OpenableFile.check(path).toFile(), "r"), recordBytes);
    }

    /** The number of whole records, at most 2 billion. */
    int count() throws IOException {
        return (int) Math.min(Integer.MAX_VALUE - 1, file.length() / recordBytes);
    }

    /**
     * Removes all records but the first ones, and a record that is not whole.
     *
     * @return whether there was anything to remove
     */
    boolean cut(int count) throws IOException {
        long length = (long) count * recordBytes;
        boolean isLonger = file.length() > length;
        if (isLonger) {
            file.setLength(length);
        }
        return isLonger;
    }

    /** Reads consecutive records, as many as fit. */
    void read(int first, byte[] records) throws IOException {
        file.seek((long) first * recordBytes);
        file.readFully(records);
    }

    /** Writes a record; one that has its place is overwritten. */
    void write(int place, byte[] record) throws IOException {
        file.seek((long) place * recordBytes);
        file.write(record);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
