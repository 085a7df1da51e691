package dev.spotter.core.classification;

import java.util.Comparator;

/**
 * A name with how sure the model is of it. Ordered by descending score, ties by name.
 *
 * @param name what is seen, in the model's words; not blank
 * @param score the probability that the model gives it, in [0,1]
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
        // -0.0 is 0, and not every store can tell them apart.
        score += 0.0;
    }

    @Override
    public int compareTo(Label other) {
        return BEST_FIRST.compare(this, other);
    }
}
