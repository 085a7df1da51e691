package dev.spotter.core.classification;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The names of a model's classes. An implementation of {@link Classifier} makes the labels of a {@link Classification}
 * with it, from the scores that a network gives in class order. It sorts numbers only, so it is fast. Immutable.
 */
public final class ClassNames {
    private final List<String> sorted;
    /** For each class, the index of its name among the sorted names. */
    private final int[] places;

    /**
     * Names in class order; a name may occur more than once.
     *
     * @throws IllegalArgumentException if there are none, or one is blank
     */
    public ClassNames(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names must not be empty");
        }
        for (String name : names) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("name must not be blank");
            }
        }
        int[] classes = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparing(names::get))
                .mapToInt(Integer::intValue)
                .toArray();
        sorted = Arrays.stream(classes).mapToObj(names::get).toList();
        places = new int[classes.length];
        for (int i = 0; i < classes.length; i++) {
            places[classes[i]] = i;
        }
    }

    public int size() {
        return places.length;
    }

    /**
     * A label for each class, by descending score, ties by name: an immutable list of eight bytes a label, which
     * creates each label on access.
     *
     * @param scores in class order
     * @throws IllegalArgumentException if there are not as many as names, or one is not in [0,1]
     */
    public List<Label> ranked(float[] scores) {
        if (scores.length != places.length) {
            throw new IllegalArgumentException(
                    "there must be %d scores but were %d".formatted(places.length, scores.length));
        }
        long[] ranks = new long[scores.length];
        for (int i = 0; i < ranks.length; i++) {
            if (!(scores[i] >= 0 && scores[i] <= 1)) {
                throw new IllegalArgumentException("score must be in [0,1] but was " + scores[i]);
            }
            // The bits of positive floats are in the order of their values.
            ranks[i] = (long) ~Float.floatToIntBits(scores[i] + 0f) << Integer.SIZE | places[i];
        }
        Arrays.sort(ranks);
        return new RankedLabels(sorted, ranks);
    }
}
