package dev.spotter.inference.teaching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Rows divided into folds of nearly the same size, each with nearly the same share of each class. Immutable. */
final class Folds {
    private final int[] foldOf;
    private final int count;

    /**
     * Divides rows.
     *
     * @param seed the same seed gives the same folds
     */
    Folds(LabelledFeatures features, int count, long seed) {
        this.foldOf = new int[features.rows()];
        this.count = count;
        Random random = new Random(seed);
        int next = 0;
        for (List<Integer> rows : rowsByClass(features)) {
            Collections.shuffle(rows, random);
            for (int row : rows) {
                foldOf[row] = next;
                next = (next + 1) % count;
            }
        }
    }

    private static List<List<Integer>> rowsByClass(LabelledFeatures features) {
        List<List<Integer>> rows = new ArrayList<>();
        for (int k = 0; k < features.classes(); k++) {
            rows.add(new ArrayList<>());
        }
        for (int row = 0; row < features.rows(); row++) {
            rows.get(features.classOf(row)).add(row);
        }
        return rows;
    }

    int count() {
        return count;
    }

    /** The rows of a fold, in order. */
    int[] heldBack(int fold) {
        return IntStream.range(0, foldOf.length)
                .filter(row -> foldOf[row] == fold)
                .toArray();
    }

    /** The rows of all other folds, in order. */
    int[] others(int fold) {
        return IntStream.range(0, foldOf.length)
                .filter(row -> foldOf[row] != fold)
                .toArray();
    }
}
