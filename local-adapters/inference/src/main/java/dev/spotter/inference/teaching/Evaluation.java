package dev.spotter.inference.teaching;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How good predictions of held-back rows are. Classes are numbered from 0. Of the confusion table only what occurs is
 * kept, so that 10,000 classes take little memory. Immutable, thread-safe.
 */
public final class Evaluation {
    private final Map<Cell, Integer> counts = new HashMap<>();
    private final int[] actual;
    private final int[] predicted;
    private final int rows;
    private final int right;
    private final OptionalDouble unsureBelow;

    /** A cell of the confusion table. */
    record Cell(int actual, int predicted) {}

    Evaluation(HeldBack predictions) {
        this.actual = new int[predictions.classes()];
        this.predicted = new int[predictions.classes()];
        this.rows = predictions.rows();
        int hits = 0;
        for (int row = 0; row < rows; row++) {
            counts.merge(new Cell(predictions.actual(row), predictions.predicted(row)), 1, Integer::sum);
            actual[predictions.actual(row)]++;
            predicted[predictions.predicted(row)]++;
            hits += predictions.right(row) ? 1 : 0;
        }
        this.right = hits;
        this.unsureBelow = SureEnough.threshold(predictions);
    }

    /** The confusion table: how many rows of a class were taken for another, or for their own. */
    int count(int ofClass, int takenFor) {
        return counts.getOrDefault(new Cell(ofClass, takenFor), 0);
    }

    /** The cells of rows that are wrong: those with the most rows first, then by class. */
    List<Cell> confusions() {
        return counts.keySet().stream()
                .filter(cell -> cell.actual != cell.predicted)
                .sorted(Comparator.comparing((Cell cell) -> -counts.getOrDefault(cell, 0))
                        .thenComparing(Cell::actual)
                        .thenComparing(Cell::predicted))
                .toList();
    }

    /** The share of rows that are right, in [0,1]. */
    public double accuracy() {
        return (double) right / rows;
    }

    /** Where the accuracy for other images of this sort lies with 95 % confidence: wide if there are few rows. */
    public Interval accuracyInterval() {
        return Interval.wilson(right, rows);
    }

    /** Of the rows taken for this class, the share that are of it; empty if none was taken for it. */
    public OptionalDouble precision(int ofClass) {
        return share(count(ofClass, ofClass), predicted[ofClass]);
    }

    /** Of the rows of this class, the share taken for it; empty if it has none. */
    public OptionalDouble recall(int ofClass) {
        return share(count(ofClass, ofClass), actual[ofClass]);
    }

    /**
     * The least probability t of a prediction such that at least 95 % of the predictions with probability t or more are
     * right, and these are at least 10, or all if there are fewer. A prediction below it is unsure. If at least 95 % of
     * all are right, it is the least probability that occurred, because nothing is known of a prediction below that;
     * but at most 0.8. Empty if there is no such probability: then no prediction is sure.
     */
    public OptionalDouble unsureBelow() {
        return unsureBelow;
    }

    private static OptionalDouble share(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
