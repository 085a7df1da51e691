package dev.spotter.inference.teaching;

import dev.spotter.inference.model.PatternWeights;

/** Repeatable features: of the first ones the largest is the class, a little blurred; the last one is constant. */
final class PatternFeatures {
    static final int DIMENSION = 37;

    private PatternFeatures() {}

    static MemoryFeatures of(int rows, int classes, float scale) {
        float[] values = PatternWeights.pattern("features", rows * DIMENSION);
        float[] blur = PatternWeights.pattern("blur", rows * classes);
        MemoryFeatures features = new MemoryFeatures(DIMENSION, classes);
        for (int i = 0; i < rows; i++) {
            float[] vector = new float[DIMENSION];
            int best = 0;
            for (int j = 0; j < DIMENSION; j++) {
                vector[j] = j == DIMENSION - 1 ? 3 : values[i * DIMENSION + j] + 1;
            }
            for (int k = 1; k < classes; k++) {
                best = blurred(vector, blur, i * classes, k) > blurred(vector, blur, i * classes, best) ? k : best;
            }
            for (int j = 0; j < DIMENSION; j++) {
                vector[j] *= scale;
            }
            features.add(vector, best);
        }
        return features;
    }

    private static double blurred(float[] vector, float[] blur, int from, int k) {
        return vector[k] + 0.5 * blur[from + k];
    }
}
