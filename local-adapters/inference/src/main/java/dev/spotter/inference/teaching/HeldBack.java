package dev.spotter.inference.teaching;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a {@link CrossValidation} predicted for each row, by a layer that was not fitted to the row. Rows and classes
 * are numbered from 0. Immutable, thread-safe.
 */
public final class HeldBack {
    private final int classes;
    private final int[] actual;
    private final TwoBest[] best;

    /**
     * Predictions.
     *
     * @param best the most probable classes of each row; not copied
     */
    HeldBack(LabelledFeatures features, TwoBest[] best) {
        this.classes = features.classes();
        this.actual = IntStream.range(0, features.rows()).map(features::classOf).toArray();
        this.best = best;
    }

    /** The number of rows. */
    public int rows() {
        return actual.length;
    }

    /** The number of classes. */
    public int classes() {
        return classes;
    }

    /** The row's own class. */
    public int actual(int row) {
        return actual[row];
    }

    /** The most probable class; of equally probable ones the first. */
    public int predicted(int row) {
        return best[row].first();
    }

    /** The probability of the {@linkplain #predicted most probable} class, in [0,1]. */
    public double probability(int row) {
        return best[row].firstProbability();
    }

    /** The probability of the second most probable class, in [0,1]. */
    double secondProbability(int row) {
        return best[row].secondProbability();
    }

    /** Whether the most probable class is the row's own. */
    public boolean right(int row) {
        return predicted(row) == actual[row];
    }

    /** The rows that are not right: the most probable mistake first, and of equal ones the first row. */
    public List<Integer> mistakes() {
        return IntStream.range(0, rows())
                .filter(row -> !right(row))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -probability(row)))
                .toList();
    }

    /** Accuracy, precision and recall. */
    public Evaluation evaluation() {
        return new Evaluation(this);
    }
}
