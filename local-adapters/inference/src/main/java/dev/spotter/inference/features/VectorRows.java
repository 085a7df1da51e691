package dev.spotter.inference.features;

/** Vectors of one model, one in each row. They do not change. Several threads may read at once. */
public interface VectorRows {
    /** The number of vectors. */
    int rows();

    /** The number of values in each vector. */
    int dimension();

    /**
     * Copies consecutive rows, one after the other.
     *
     * @param first the first row, from 0
     * @param count the number of rows
     * @param into has room for {@code count} times {@link #dimension} values; what follows stays
     */
    void read(int first, int count, float[] into);
}
