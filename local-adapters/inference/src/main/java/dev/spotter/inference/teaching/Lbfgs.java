package dev.spotter.inference.teaching;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.DoubleConsumer;

/**
 * Minimises a smooth convex function of many variables: L-BFGS by the two-loop recursion (Nocedal and Wright, Numerical
 * Optimization, algorithm 7.4), from an estimate of the second derivatives that is renewed now and then, with a line
 * search by bisection for the weak Wolfe conditions (Lewis and Overton 2013). Not thread-safe.
 */
final class Lbfgs {
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int MAX_TRIALS = 40;
    private static final int MAX_ITERATIONS = 1_000;
    private static final int MAX_MEMORY = 10;
    private static final int MIN_MEMORY = 3;
    /** The steps that are remembered have no more values together, unless they are few. */
    private static final int MAX_REMEMBERED_VALUES = 20_000_000;

    private final Objective objective;
    /** The number of last steps that correct the second derivatives. */
    private final int memory;

    private final double[] gradient;
    private final Deque<Pair> pairs = new ArrayDeque<>();

    /** A function with its derivatives. */
    interface Objective {
        /** The value at a point; writes the gradient there. */
        double at(double[] point, double[] gradient);

        /** The second derivatives at the last point, roughly. */
        Curvature curvature();

        /** How often {@link #at} can be called in the time that {@link #curvature} takes, roughly. */
        int curvatureCost();
    }

    /** A positive definite matrix. */
    interface Curvature {
        /** Replaces a vector by the solution of matrix times solution = vector. */
        void solve(double[] vector);
    }

    Lbfgs(Objective objective, int size) {
        this.objective = objective;
        this.memory = Math.max(MIN_MEMORY, Math.min(MAX_MEMORY, MAX_REMEMBERED_VALUES / 2 / size));
        this.gradient = new double[size];
    }

    /**
     * Goes from a point to the minimum, and changes the point on the way.
     *
     * @param tolerance what a step is still expected to gain at the end, as a fraction of the value
     * @param renewal the iteration after which the second derivatives are estimated anew, then after twice as many, or
     *     after as many as take the time of an estimate, if that is later
     */
    void minimise(double[] point, double tolerance, int renewal, DoubleConsumer progress) {
        double value = objective.at(point, gradient);
        minimise(point, value, objective.curvature(), tolerance, renewal, progress);
    }

    /** The same with second derivatives that are known already. */
    void minimise(double[] point, Curvature curvature, double tolerance, int renewal, DoubleConsumer progress) {
        minimise(point, objective.at(point, gradient), curvature, tolerance, renewal, progress);
    }

    private void minimise(
            double[] point,
            double firstValue,
            Curvature known,
            double tolerance,
            int firstRenewal,
            DoubleConsumer progress) {
        double value = firstValue;
        Curvature curvature = known;
        int renewal = firstRenewal;
        for (int iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
            double[] direction = direction(curvature);
            double slope = product(gradient, direction);
            if (!(-slope > tolerance * value)) {
                return;
            }
            double next = step(point, value, direction, slope);
            if (!(next < value)) {
                return;
            }
            progress.accept(-slope / value);
            value = next;
            if (iteration == renewal) {
                curvature = objective.curvature();
                renewal = Math.max(2 * renewal, iteration + objective.curvatureCost());
            }
        }
    }

    /** Moves the point along a direction; the value there. */
    private double step(double[] point, double value, double[] direction, double slope) {
        double[] from = point.clone();
        double[] before = gradient.clone();
        double next = search(from, value, direction, slope, point);
        if (next < value) {
            remember(from, before, point);
        } else {
            System.arraycopy(from, 0, point, 0, point.length);
        }
        return next;
    }

    private double search(double[] from, double value, double[] direction, double slope, double[] point) {
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double size = 1;
        double next = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < MAX_TRIALS; trial++) {
            for (int i = 0; i < point.length; i++) {
                point[i] = from[i] + size * direction[i];
            }
            next = objective.at(point, gradient);
            if (!(next <= value + SUFFICIENT_DECREASE * size * slope)) {
                high = size;
            } else if (product(gradient, direction) < CURVATURE * slope) {
                low = size;
            } else {
                return next;
            }
            size = Double.isInfinite(high) ? 2 * low : (low + high) / 2;
        }
        return next;
    }

    private void remember(double[] from, double[] before, double[] point) {
        Pair pair = Pair.between(from, before, point, gradient);
        if (pair.product() > 0) {
            if (pairs.size() == memory) {
                pairs.removeFirst();
            }
            pairs.addLast(pair);
        }
    }

    /** Downhill: the gradient times the estimated inverse of the second derivatives, negated. */
    private double[] direction(Curvature curvature) {
        double[] direction = new double[gradient.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -gradient[i];
        }
        Deque<Double> factors = new ArrayDeque<>();
        for (Iterator<Pair> newestFirst = pairs.descendingIterator(); newestFirst.hasNext(); ) {
            factors.push(newestFirst.next().takeOff(direction));
        }
        curvature.solve(direction);
        scale(direction, curvature);
        for (Pair pair : pairs) {
            pair.putBack(direction, factors.pop());
        }
        return direction;
    }

    /** Makes the estimate fit the last step, as Nocedal and Wright do in 7.20 with the identity. */
    private void scale(double[] direction, Curvature curvature) {
        if (!pairs.isEmpty()) {
            double ratio = pairs.getLast().ratio(curvature);
            for (int i = 0; i < direction.length; i++) {
                direction[i] *= ratio;
            }
        }
    }

    private static double product(double[] a, double[] b) {
        return Products.dot(a, b, 0, 0, a.length);
    }
}
