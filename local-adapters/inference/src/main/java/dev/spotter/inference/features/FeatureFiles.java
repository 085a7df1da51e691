package dev.spotter.inference.features;

import dev.spotter.core.internal.DirectoryLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.zip.CRC32C;

/**
 * The files of a cache of features: {@code hashes} has the hash of each image, {@code vectors} in the same order its
 * features with a check sum of both. The vector is written first: a process that is killed in between leaves a vector
 * without a hash, and the next process overwrites it. One process at a time writes; others read what the
 * files have when they open them. One thread at a time.
 */
final class FeatureFiles implements AutoCloseable {
    /** Hashes that are read at once. */
    private static final int CHUNK = 1 << 10;

    private final Optional<DirectoryLock> lock;
    private final RecordFile hashes;
    private final RecordFile vectors;
    private final int dimension;
    private int count;

    private FeatureFiles(
            Optional<DirectoryLock> lock, RecordFile hashes, RecordFile vectors, int dimension, int count) {
        this.lock = lock;
        this.hashes = hashes;
        this.vectors = vectors;
        this.dimension = dimension;
        this.count = count;
    }

    /**
     * Opens the files of a directory to write, which are made if they are missing.
     *
     * @param lock of the directory, closed with the files
     */
    static FeatureFiles toWrite(Path directory, int dimension, DirectoryLock lock) throws IOException {
        return open(
                Optional.of(lock),
                () -> RecordFile.toWrite(hashes(directory), ImageHash.BYTES),
                () -> RecordFile.toWrite(vectors(directory), recordBytes(dimension)),
                dimension);
    }

    /** Opens the files of a directory to read. */
    static FeatureFiles toRead(Path directory, int dimension) throws IOException {
        return open(
                Optional.empty(),
                () -> RecordFile.toRead(hashes(directory), ImageHash.BYTES),
                () -> RecordFile.toRead(vectors(directory), recordBytes(dimension)),
                dimension);
    }

    private interface Opening {
        RecordFile open() throws IOException;
    }

    private static FeatureFiles open(Optional<DirectoryLock> lock, Opening hashes, Opening vectors, int dimension)
            throws IOException {
        RecordFile first = hashes.open();
        try {
            RecordFile second = vectors.open();
            try {
                return new FeatureFiles(lock, first, second, dimension, Math.min(first.count(), second.count()));
            } catch (IOException | RuntimeException e) {
                second.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            first.close();
            throw e;
        }
    }

    private static Path hashes(Path directory) {
        return directory.resolve("hashes");
    }

    private static Path vectors(Path directory) {
        return directory.resolve("vectors");
    }

    private static int recordBytes(int dimension) {
        return Math.addExact(Math.multiplyExact(dimension, Float.BYTES), Integer.BYTES);
    }

    boolean isWritable() {
        return lock.isPresent();
    }

    /**
     * Removes what an interrupted process has left half written at the end.
     *
     * @return whether there was anything
     */
    boolean cutTornEnd() throws IOException {
        boolean hash = hashes.cut(count);
        return vectors.cut(count) || hash;
    }

    /** Gives every hash with its place, in the order in which they were written. */
    void forEachHash(ObjIntConsumer<ImageHash> reader) throws IOException {
        for (int first = 0; first < count; first += CHUNK) {
            byte[] chunk = new byte[Math.min(CHUNK, count - first) * ImageHash.BYTES];
            hashes.read(first, chunk);
            ByteBuffer bytes = ByteBuffer.wrap(chunk);
            for (int place = first; bytes.hasRemaining(); place++) {
                reader.accept(ImageHash.read(bytes), place);
            }
        }
    }

    /** The features at a place; empty if they are damaged or another image's. */
    Optional<float[]> read(ImageHash hash, int place) throws IOException {
        byte[] record = new byte[recordBytes(dimension)];
        vectors.read(place, record);
        ByteBuffer bytes = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getInt(dimension * Float.BYTES) != checkSum(hash, record)) {
            return Optional.empty();
        }
        float[] features = new float[dimension];
        bytes.asFloatBuffer().get(features);
        return Optional.of(features);
    }

    /** Writes the features of an image behind those of the others, and returns their place. */
    int append(ImageHash hash, float[] features) throws IOException {
        byte[] record = new byte[recordBytes(dimension)];
        ByteBuffer bytes = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(features);
        bytes.putInt(dimension * Float.BYTES, checkSum(hash, record));
        vectors.write(count, record);
        hashes.write(count, bytes(hash));
        return count++;
    }

    private int checkSum(ImageHash hash, byte[] record) {
        CRC32C sum = new CRC32C();
        sum.update(bytes(hash));
        sum.update(record, 0, dimension * Float.BYTES);
        return (int) sum.getValue();
    }

    private static byte[] bytes(ImageHash hash) {
        byte[] bytes = new byte[ImageHash.BYTES];
        hash.write(ByteBuffer.wrap(bytes));
        return bytes;
    }

    @Override
    public void close() throws IOException {
        try {
            hashes.close();
        } finally {
            closeRest();
        }
    }

    private void closeRest() throws IOException {
        try {
            vectors.close();
        } finally {
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
    }
}
