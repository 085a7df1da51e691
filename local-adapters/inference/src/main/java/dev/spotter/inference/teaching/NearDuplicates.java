package dev.spotter.inference.teaching;

import dev.spotter.inference.features.SimilarPair;
import dev.spotter.inference.features.SimilarPairs;
import dev.spotter.inference.teaching.TeachingReport.Duplicate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Photos of different classes whose features are nearly the same. Of many photos only the most doubtful are compared:
 * the two copies of a photo in two classes make each other doubtful in the cross-validation.
 */
final class NearDuplicates {
    /** The time grows with the square of this number: some seconds. */
    private static final int MAX_COMPARED = 20_000;
    /** Less is common for different photos of one scene, such as a part with a scratch and one without. */
    private static final double SIMILARITY = 0.97;

    private static final int MAX_FOUND = 10_000;

    private final LabelledFeatures features;
    /** The rows whose photos are compared. */
    private final int[] rows;

    private NearDuplicates(LabelledFeatures features, int[] rows) {
        this.features = features;
        this.rows = rows;
    }

    static NearDuplicates of(LabelledFeatures features, HeldBack heldBack) {
        IntStream all = IntStream.range(0, features.rows());
        return new NearDuplicates(
                features,
                features.rows() <= MAX_COMPARED
                        ? all.toArray()
                        : all.boxed()
                                .sorted(Comparator.comparingDouble(row -> -doubt(heldBack, row)))
                                .limit(MAX_COMPARED)
                                .mapToInt(Integer::intValue)
                                .toArray());
    }

    private static double doubt(HeldBack heldBack, int row) {
        return heldBack.predicted(row) == heldBack.actual(row) ? heldBack.secondProbability(row) : 1;
    }

    /** The pairs with different bytes, the most similar first. */
    List<Duplicate> find(TeachingRows photos) {
        try (Stream<SimilarPair> pairs =
                SimilarPairs.find(new SelectedRows(features, rows), SIMILARITY, (first, second) -> {
                    TaughtRow a = photos.get(rows[first]);
                    TaughtRow b = photos.get(rows[second]);
                    return a.ofClass() != b.ofClass() && !a.hash().equals(b.hash());
                })) {
            return pairs.limit(MAX_FOUND)
                    .sorted(Comparator.comparingDouble(pair -> -pair.similarity()))
                    .map(pair -> new Duplicate(
                            photos.get(rows[pair.first()]).photo(),
                            photos.get(rows[pair.second()]).photo(),
                            false,
                            pair.similarity()))
                    .toList();
        }
    }

    /** What was not compared or is not reported, in words. */
    List<String> warnings(List<Duplicate> found) {
        List<String> warnings = new ArrayList<>();
        if (rows.length < features.rows()) {
            warnings.add("only the %,d most doubtful photos were searched for others of another class that look alike"
                    .formatted(rows.length));
        }
        if (found.size() == MAX_FOUND) {
            warnings.add("more than %,d pairs of photos of two classes look alike; the others are not named"
                    .formatted(MAX_FOUND));
        }
        return warnings;
    }
}
