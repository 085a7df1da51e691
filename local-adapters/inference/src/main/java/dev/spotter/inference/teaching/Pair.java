package dev.spotter.inference.teaching;

/**
 * A step, and the change of the gradient along it. In float32, because they only correct the estimate of the second
 * derivatives. Immutable.
 */
final class Pair {
    private final float[] step;
    private final float[] change;
    private final double product;

    private Pair(float[] step, float[] change) {
        this.step = step;
        this.change = change;
        double sum = 0;
        for (int i = 0; i < step.length; i++) {
            sum += (double) step[i] * change[i];
        }
        this.product = sum;
    }

    /** The pair of two points with their gradients. */
    static Pair between(double[] from, double[] before, double[] to, double[] after) {
        return new Pair(difference(to, from), difference(after, before));
    }

    private static float[] difference(double[] a, double[] b) {
        float[] difference = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = (float) (a[i] - b[i]);
        }
        return difference;
    }

    /** Step times change: above 0 if the function is convex along the step. */
    double product() {
        return product;
    }

    /** By how much a curvature is too large along the step. */
    double ratio(Lbfgs.Curvature curvature) {
        double[] solution = new double[change.length];
        for (int i = 0; i < change.length; i++) {
            solution[i] = change[i];
        }
        curvature.solve(solution);
        return 1 / along(change, solution);
    }

    /** The first loop's part; what the second needs. */
    double takeOff(double[] direction) {
        double factor = along(step, direction);
        add(direction, -factor, change);
        return factor;
    }

    /** The second loop's part. */
    void putBack(double[] direction, double factor) {
        add(direction, factor - along(change, direction), step);
    }

    private double along(float[] values, double[] direction) {
        double sum = 0;
        for (int i = 0; i < direction.length; i++) {
            sum += values[i] * direction[i];
        }
        return sum / product;
    }

    private static void add(double[] sum, double factor, float[] values) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * values[i];
        }
    }
}
