package dev.spotter.core.embedding;

import dev.spotter.core.classification.ModelIdentity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A vector that describes an image: the values of a network's last layer but one. It means nothing without its model,
 * and vectors of different models cannot be compared. Immutable; equal to a vector of the same model and values.
 */
public final class Embedding {
    private final float[] values;
    private final ModelIdentity model;

    /**
     * A vector.
     *
     * @param values are copied
     * @param model that made it
     * @throws IllegalArgumentException if there are no values, or one is not a finite number
     */
    public Embedding(float[] values, ModelIdentity model) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values must not be empty");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("values must be finite but one was " + value);
            }
        }
        this.values = values.clone();
        this.model = model;
    }

    /** The number of values. */
    public int dimension() {
        return values.length;
    }

    /** A copy of the values. */
    public float[] values() {
        return values.clone();
    }

    /** The model that made the vector. */
    public ModelIdentity model() {
        return model;
    }

    /** The Euclidean length: the root of the sum of the squares. */
    public double length() {
        return Math.sqrt(product(this));
    }

    /**
     * The vector of the same direction whose length is 1, to about 1e-6. The scalar product of two such vectors is
     * their {@linkplain #similarity similarity}. A vector of zeros has no direction and stays as it is.
     */
    public Embedding toUnitLength() {
        double length = length();
        if (length == 0) {
            return this;
        }
        float[] scaled = new float[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (values[i] / length);
        }
        return new Embedding(scaled, model);
    }

    /**
     * How alike two images look: the cosine of the angle between their vectors, from -1 to 1. It is exactly 1
     * for equal vectors, 1 but for rounding for vectors of the same direction, and 0 if one of them has only zeros.
     *
     * @throws IllegalArgumentException if the vectors are of different models or lengths
     */
    public double similarity(Embedding other) {
        if (!model.equals(other.model) || values.length != other.values.length) {
            throw new IllegalArgumentException(
                    "embeddings of different models cannot be compared: %s with %d values and %s with %d values"
                            .formatted(model, values.length, other.model, other.values.length));
        }
        // The product of two roots may be more than the root of the product: then equal vectors would have less than 1.
        double lengths = Math.sqrt(product(this) * other.product(other));
        return lengths == 0 ? 0 : Math.max(-1, Math.min(1, product(other) / lengths));
    }

    private double product(Embedding other) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (double) values[i] * other.values[i];
        }
        return sum;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Embedding embedding
                && model.equals(embedding.model)
                && Arrays.equals(values, embedding.values);
    }

    @Override
    public int hashCode() {
        return 31 * model.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "embedding of %d values by %s %s".formatted(values.length, model.name(), model.version());
    }
}
