package dev.spotter.inference.teaching;

/** What all vectors have in common. */
record FeatureShape(int dimension, int classes) {
    /** @throws IllegalArgumentException if there is no feature, or only one class */
    FeatureShape {
        if (dimension < 1 || classes < 2) {
            throw new IllegalArgumentException("dimension must be at least 1 and classes at least 2 but were %d and %d"
                    .formatted(dimension, classes));
        }
    }

    /** @throws IllegalArgumentException if a vector of a class cannot be one of these */
    void check(float[] vector, int ofClass) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException(
                    "a vector must have %d values but has %d".formatted(dimension, vector.length));
        }
        if (ofClass < 0 || ofClass >= classes) {
            throw new IllegalArgumentException("the class must be in [0,%d) but was %d".formatted(classes, ofClass));
        }
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("values must be finite but one was " + value);
            }
        }
    }
}
