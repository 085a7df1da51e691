package dev.spotter.core.classification;

import java.util.Comparator;

/**
 * A class name and its score. Ordered by descending score, ties by name.
 *
 * @param name the class name; not blank
 * @param score its probability, in [0,1]
 */
public record Label(String name, double score) implements Comparable<Label> {
    private static final Comparator<Label> BEST_FIRST =
            Comparator.comparingDouble(Label::score).reversed().thenComparing(Label::name);

    /** @throws IllegalArgumentException if the name is blank or the score is not in [0,1] */
    public Label {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be in [0,1] but was " + score);
        }
        // -0.0 becomes 0, because not every database keeps the sign.
        score += 0.0;
    }

    @Override
    public int compareTo(Label other) {
        return BEST_FIRST.compare(this, other);
    }
}
