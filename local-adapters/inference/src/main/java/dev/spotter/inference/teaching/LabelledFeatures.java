package dev.spotter.inference.teaching;

/**
 * Feature vectors with their classes, one in each row. {@link MemoryFeatures} has them in memory, {@link FeatureFile}
 * in a file. The vectors do not change once they are read. Several threads may read at once.
 */
public interface LabelledFeatures {
    /** The number of vectors. */
    int rows();

    /** The number of values in each vector. */
    int dimension();

    /** The number of classes, also of those that have no vector. */
    int classes();

    /**
     * The class of a row's vector, from 0.
     *
     * @param row from 0
     */
    int classOf(int row);

    /**
     * Copies consecutive rows, one after the other.
     *
     * @param first the first row, from 0
     * @param count the number of rows
     * @param into has room for {@code count} times {@link #dimension} values; what follows stays
     */
    void read(int first, int count, float[] into);
}
