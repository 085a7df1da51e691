package dev.spotter.inference.teaching;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Features in a temporary file, which is mapped into memory: they take no heap, and what was read lately is in the
 * system's file cache. Made by {@link FeatureFileWriter}. Thread-safe.
 */
public final class FeatureFile implements LabelledFeatures, AutoCloseable {
    private final FileChannel file;
    private final FeatureShape shape;
    private final int rows;
    private final int mappedRows;
    /** Empty once closed. */
    private volatile List<Mapping> mappings;

    /** Some rows, as both types of number. */
    private record Mapping(FloatBuffer values, IntBuffer classes) {}

    /**
     * Maps a file.
     *
     * @param mappedBytes the most bytes in one mapping; at least those of a row
     */
    FeatureFile(FileChannel file, FeatureShape shape, int rows, int mappedBytes) throws IOException {
        this.file = file;
        this.shape = shape;
        this.rows = rows;
        this.mappedRows = mappedBytes / rowBytes(shape.dimension());
        List<Mapping> mapped = new ArrayList<>();
        for (long first = 0; first == 0 || first < rows; first += mappedRows) {
            mapped.add(map(first, Math.min(mappedRows, rows - first)));
        }
        this.mappings = mapped;
    }

    private Mapping map(long first, long count) throws IOException {
        long rowBytes = rowBytes(shape.dimension());
        ByteBuffer bytes =
                file.map(MapMode.READ_ONLY, first * rowBytes, count * rowBytes).order(ByteOrder.LITTLE_ENDIAN);
        return new Mapping(bytes.asFloatBuffer(), bytes.asIntBuffer());
    }

    /** The values, then the class. */
    static int rowBytes(int dimension) {
        return Math.multiplyExact(Float.BYTES, dimension + 1);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int dimension() {
        return shape.dimension();
    }

    @Override
    public int classes() {
        return shape.classes();
    }

    /** @throws IllegalStateException if the features are closed */
    @Override
    public int classOf(int row) {
        return mapping(row).classes.get(position(row) + shape.dimension());
    }

    /** @throws IllegalStateException if the features are closed */
    @Override
    public void read(int first, int count, float[] into) {
        int dimension = shape.dimension();
        for (int i = 0; i < count; i++) {
            mapping(first + i).values.get(position(first + i), into, i * dimension, dimension);
        }
    }

    private Mapping mapping(int row) {
        List<Mapping> open = mappings;
        if (open.isEmpty()) {
            throw new IllegalStateException("the features are closed");
        }
        return open.get(row / mappedRows);
    }

    private int position(int row) {
        return row % mappedRows * (shape.dimension() + 1);
    }

    /** Deletes the file. Its space on the disk is free once the JVM has collected the mappings. */
    @Override
    public void close() throws IOException {
        mappings = List.of();
        file.close();
    }
}
