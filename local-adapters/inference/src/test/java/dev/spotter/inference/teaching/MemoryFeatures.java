package dev.spotter.inference.teaching;

import java.util.ArrayList;
import java.util.List;

/** Features in memory: four bytes a value. Not thread-safe while vectors are added. */
public final class MemoryFeatures implements LabelledFeatures {
    private final FeatureShape shape;
    private final List<float[]> vectors = new ArrayList<>();
    private final List<Integer> classes = new ArrayList<>();

    /**
     * No vectors yet.
     *
     * @param dimension the number of values in each vector; at least 1
     * @param classes the number of classes; at least 2
     * @throws IllegalArgumentException if either is less
     */
    public MemoryFeatures(int dimension, int classes) {
        this.shape = new FeatureShape(dimension, classes);
    }

    /**
     * Adds a row.
     *
     * @param vector finite values; not copied, so do not change them afterwards
     * @param ofClass the vector's class, from 0
     * @throws IllegalArgumentException if there are not as many values as the dimension, one is not finite, or there is
     *     no such class
     */
    public void add(float[] vector, int ofClass) {
        shape.check(vector, ofClass);
        vectors.add(vector);
        classes.add(ofClass);
    }

    @Override
    public int rows() {
        return vectors.size();
    }

    @Override
    public int dimension() {
        return shape.dimension();
    }

    @Override
    public int classes() {
        return shape.classes();
    }

    @Override
    public int classOf(int row) {
        return classes.get(row);
    }

    @Override
    public void read(int first, int count, float[] into) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(vectors.get(first + i), 0, into, i * dimension(), dimension());
        }
    }
}
