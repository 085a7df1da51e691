package dev.spotter.inference.features;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.internal.UnnamedFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Vectors in a temporary file without a name. One thread at a time adds; then several may read. */
final class VectorFile implements VectorRows, AutoCloseable {
    private final UnnamedFile file;
    private final int dimension;
    private int rows;

    private VectorFile(UnnamedFile file, int dimension) {
        this.file = file;
        this.dimension = dimension;
    }

    /** @throws StorageException if the file cannot be made */
    static VectorFile create(int dimension) {
        try {
            return new VectorFile(UnnamedFile.create("spotter-features"), dimension);
        } catch (IOException e) {
            throw failure("made", e);
        }
    }

    /** @throws StorageException if there is no room for it */
    void add(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(rowBytes());
        bytes.asFloatBuffer().put(vector);
        try {
            file.write(bytes);
        } catch (IOException e) {
            throw failure("written", e);
        }
        rows++;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void read(int first, int count, float[] into) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(count, rowBytes()));
        try {
            file.readInto(bytes, (long) first * rowBytes());
        } catch (IOException e) {
            throw failure("read", e);
        }
        bytes.flip().asFloatBuffer().get(into, 0, count * dimension);
    }

    private int rowBytes() {
        return Math.multiplyExact(dimension, Float.BYTES);
    }

    private static StorageException failure(String what, IOException cause) {
        return StorageException.permanentFailure(
                ("the temporary file of features cannot be %s: does the directory for temporary files, %s, exist, may "
                                + "it be written, and is there room in it?")
                        .formatted(what, System.getProperty("java.io.tmpdir")),
                cause);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // Nothing in it is needed any more.
        }
    }
}
