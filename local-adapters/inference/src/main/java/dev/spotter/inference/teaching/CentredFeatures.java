package dev.spotter.inference.teaching;

/**
 * Features less their mean, with a last one that is always 1: its weight is the bias. The mean changes nothing but the
 * bias, which is not penalised. Features after ReLU are all positive: without their mean the optimum is easier to find,
 * and float32 rounds less. A point is a layer in these coordinates: a row for each class, weights, then the bias.
 * Thread-safe.
 */
final class CentredFeatures {
    private final LabelledFeatures features;
    private final float[] mean;

    CentredFeatures(LabelledFeatures features) {
        this(features, mean(features));
    }

    private CentredFeatures(LabelledFeatures features, float[] mean) {
        this.features = features;
        this.mean = mean;
    }

    /** Some of the rows, less the same mean: points stay the same. */
    CentredFeatures select(int[] rows) {
        return new CentredFeatures(new SelectedRows(features, rows), mean);
    }

    int rows() {
        return features.rows();
    }

    /** The number of values in a row, with the 1. */
    int width() {
        return mean.length + 1;
    }

    int classes() {
        return features.classes();
    }

    int classOf(int row) {
        return features.classOf(row);
    }

    /** Copies consecutive rows, one after the other. */
    void read(int first, int count, float[] into) {
        int dimension = mean.length;
        features.read(first, count, into);
        for (int i = count - 1; i >= 0; i--) {
            int to = i * (dimension + 1);
            System.arraycopy(into, i * dimension, into, to, dimension);
            for (int j = 0; j < dimension; j++) {
                into[to + j] -= mean[j];
            }
            into[to + dimension] = 1;
        }
    }

    /** The layer for features as they are. */
    SoftmaxLayer layer(double[] point) {
        int dimension = mean.length;
        float[] weights = new float[classes() * dimension];
        float[] bias = new float[classes()];
        for (int k = 0; k < bias.length; k++) {
            int from = k * width();
            double shift = 0;
            for (int j = 0; j < dimension; j++) {
                weights[k * dimension + j] = (float) point[from + j];
                shift += point[from + j] * mean[j];
            }
            bias[k] = (float) (point[from + dimension] - shift);
        }
        return new SoftmaxLayer(weights, bias);
    }

    /** The point of a layer for features as they are. */
    double[] point(SoftmaxLayer layer) {
        double[] point = new double[classes() * width()];
        for (int k = 0; k < classes(); k++) {
            int from = k * width();
            double shift = 0;
            for (int j = 0; j < mean.length; j++) {
                point[from + j] = layer.weight(k, j);
                shift += point[from + j] * mean[j];
            }
            point[from + mean.length] = layer.bias(k) + shift;
        }
        return point;
    }

    private static float[] mean(LabelledFeatures features) {
        double[] sum = new double[features.dimension()];
        float[] vector = new float[sum.length];
        for (int i = 0; i < features.rows(); i++) {
            features.read(i, 1, vector);
            for (int j = 0; j < sum.length; j++) {
                sum[j] += vector[j];
            }
        }
        float[] mean = new float[sum.length];
        for (int j = 0; j < sum.length; j++) {
            mean[j] = (float) (sum[j] / features.rows());
        }
        return mean;
    }
}
