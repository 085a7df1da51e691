package dev.spotter.inference.teaching;

/**
 * The last layer of a network: softmax of a linear function of the features. Immutable, thread-safe.
 */
public final class SoftmaxLayer {
    private final int dimension;
    private final float[] weights;
    private final float[] bias;

    /**
     * A layer.
     *
     * @param weights a row for each class, one row after the other; not copied
     * @param bias a value for each class; not copied
     */
    SoftmaxLayer(float[] weights, float[] bias) {
        this.dimension = weights.length / bias.length;
        this.weights = weights;
        this.bias = bias;
    }

    /** The number of values that a feature vector has. */
    public int dimension() {
        return dimension;
    }

    /** The number of classes. */
    public int classes() {
        return bias.length;
    }

    /** A copy of the matrix: a row for each class, one row after the other. */
    public float[] weights() {
        return weights.clone();
    }

    float weight(int ofClass, int feature) {
        return weights[ofClass * dimension + feature];
    }

    float bias(int ofClass) {
        return bias[ofClass];
    }

    /** A copy of the biases, one for each class. */
    public float[] bias() {
        return bias.clone();
    }

    /**
     * The probabilities of the classes, which make 1.
     *
     * @throws IllegalArgumentException if there are not as many features as this layer takes
     */
    public double[] probabilities(float[] features) {
        if (features.length != dimension) {
            throw new IllegalArgumentException(
                    "there must be %d features but were %d".formatted(dimension, features.length));
        }
        double[] scores = new double[bias.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = bias[k];
            for (int j = 0; j < dimension; j++) {
                scores[k] += (double) weights[k * dimension + j] * features[j];
            }
            largest = Math.max(largest, scores[k]);
        }
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.exp(scores[k] - largest);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
        return scores;
    }

    /**
     * The most probable class, from 0; of equally probable ones the first.
     *
     * @throws IllegalArgumentException if there are not as many features as this layer takes
     */
    int best(float[] features) {
        double[] probabilities = probabilities(features);
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            best = probabilities[k] > probabilities[best] ? k : best;
        }
        return best;
    }
}
