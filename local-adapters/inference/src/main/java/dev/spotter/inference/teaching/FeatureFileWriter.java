package dev.spotter.inference.teaching;

import dev.spotter.core.internal.UnnamedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes features to a temporary file, one row after the other, in little memory. A row is the vector's float32 values
 * and the number of its class, all little-endian. The file is deleted when the writer is closed, or with what
 * {@link #finish} gives; on Linux it has no name from the start, so that a killed program leaves nothing behind. Not
 * thread-safe.
 */
public final class FeatureFileWriter implements AutoCloseable {
    private static final int BUFFERED_BYTES = 1 << 18;
    /** A mapping has less than 2 GiB. A larger file has several. */
    private static final int MAPPED_BYTES = 1 << 30;

    private final FeatureShape shape;
    private final int mappedBytes;
    private final FileChannel file;
    private final ByteBuffer buffer;
    private int rows;
    private boolean finished;

    /**
     * An empty file.
     *
     * @param directory where the file is made; it needs four bytes for each value
     * @param dimension the number of values in each vector; at least 1
     * @param classes the number of classes; at least 2
     * @throws IllegalArgumentException if either is less
     * @throws IOException if the file cannot be made
     */
    public FeatureFileWriter(Path directory, int dimension, int classes) throws IOException {
        this(directory, dimension, classes, MAPPED_BYTES);
    }

    FeatureFileWriter(Path directory, int dimension, int classes, int mappedBytes) throws IOException {
        this.mappedBytes = mappedBytes;
        this.shape = new FeatureShape(dimension, classes);
        this.buffer = ByteBuffer.allocateDirect(Math.max(BUFFERED_BYTES, FeatureFile.rowBytes(dimension)))
                .order(ByteOrder.LITTLE_ENDIAN);
        this.file = UnnamedFile.open(Files.createTempFile(directory, "features", ".bin"));
    }

    /**
     * Adds a row.
     *
     * @param vector finite values; copied
     * @param ofClass the vector's class, from 0
     * @throws IllegalArgumentException if there are not as many values as the dimension, one is not finite, or there is
     *     no such class
     * @throws IOException if the file cannot be written, for example because the disk is full or the thread is
     *     interrupted
     */
    public void add(float[] vector, int ofClass) throws IOException {
        shape.check(vector, ofClass);
        if (buffer.remaining() < FeatureFile.rowBytes(vector.length)) {
            write();
        }
        for (float value : vector) {
            buffer.putFloat(value);
        }
        buffer.putInt(ofClass);
        rows++;
    }

    /**
     * The rows that were added, to be read and then closed. Adds nothing afterwards.
     *
     * @throws IOException if the file cannot be written or read
     */
    public FeatureFile finish() throws IOException {
        write();
        FeatureFile features = new FeatureFile(file, shape, rows, mappedBytes);
        finished = true;
        return features;
    }

    private void write() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    /** Deletes the file, unless it was finished. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            file.close();
        }
    }
}
