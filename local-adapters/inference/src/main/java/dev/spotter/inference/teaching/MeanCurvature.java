package dev.spotter.inference.teaching;

/**
 * The second derivatives of {@link SoftmaxLoss}, roughly: without those between two classes, and with the mean of all
 * classes for each. That is one matrix, the products of the features weighted by the rows' uncertainty (of many rows, a
 * sample), plus the penalty. It makes the steps to the minimum few. Where the minimum is does not depend on it.
 * Immutable.
 */
final class MeanCurvature implements Lbfgs.Curvature {
    private static final int SAMPLED_FOR_A_FEATURE = 4;
    /** Tasks do not depend on one another: their number makes no difference to the result. */
    private static final int TASKS = 32;
    /** Smaller differences are lost in the rounding of float32. */
    private static final double ROUNDING = 1e-7;

    private final int classes;
    private final int width;
    private final Workers workers;
    private final Cholesky matrix;

    MeanCurvature(CentredFeatures features, float[] uncertainty, double penalty, Workers workers) {
        this.classes = features.classes();
        this.width = features.width();
        this.workers = workers;
        WeightedProducts products = new WeightedProducts(features, workers);
        double each = 1.0 / classes / features.rows();
        new RowSample(uncertainty, SAMPLED_FOR_A_FEATURE * width)
                .forEach((row, weight) -> products.add(row, weight * each));
        double[][] upper = products.sum();
        double largest = 0;
        for (int j = 0; j < width; j++) {
            upper[j][j] += penalty;
            largest = Math.max(largest, upper[j][j]);
        }
        this.matrix = new Cholesky(upper, Math.max(penalty, ROUNDING * largest));
    }

    /** The number of products of two values that it takes to make one, roughly. */
    static double products(CentredFeatures features) {
        double width = features.width();
        double rows = Math.min(features.rows(), SAMPLED_FOR_A_FEATURE * width);
        return rows * width * width / 2 + width * width * width / 3;
    }

    @Override
    public void solve(double[] vector) {
        workers.run(Math.min(classes, TASKS), task -> {
            for (int k = task; k < classes; k += TASKS) {
                matrix.solve(vector, k * width);
            }
        });
    }
}
