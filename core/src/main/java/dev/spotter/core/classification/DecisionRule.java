package dev.spotter.core.classification;

import java.util.Optional;

/**
 * What the scores of a model mean, and from which score on a label is sure.
 *
 * @param independent whether the labels are independent: each has a probability of its own, and any number of them may
 *     apply to an image (multi-label classification). Otherwise exactly one applies, and the scores sum to 1
 * @param unsureBelow the threshold, in [0,1]: a label with a lower score is unsure. Empty if it is not known, never for
 *     independent labels
 */
public record DecisionRule(boolean independent, Optional<Double> unsureBelow) {
    /** The threshold of independent labels whose model has none: the label applies more likely than not. */
    public static final double INDEPENDENT_THRESHOLD = 0.5;

    /** Exactly one label applies, and no threshold is known. */
    public static final DecisionRule NONE = new DecisionRule(false, Optional.empty());

    /** @throws IllegalArgumentException if the threshold is not in [0,1] */
    public DecisionRule {
        unsureBelow = unsureBelow.map(DecisionRule::checked);
        if (independent && unsureBelow.isEmpty()) {
            unsureBelow = Optional.of(INDEPENDENT_THRESHOLD);
        }
    }

    /**
     * The rule of a model whose scores sum to 1.
     *
     * @throws IllegalArgumentException if the threshold is not in [0,1]
     */
    public static DecisionRule unsureBelow(double threshold) {
        return new DecisionRule(false, Optional.of(threshold));
    }

    /**
     * The rule of a model with independent labels.
     *
     * @throws IllegalArgumentException if the threshold is not in [0,1]
     */
    public static DecisionRule independent(double threshold) {
        return new DecisionRule(true, Optional.of(threshold));
    }

    /**
     * How certain the best label of an image is.
     *
     * @param bestScore its score
     * @return empty if no threshold is known
     */
    public Optional<Certainty> certainty(double bestScore) {
        return unsureBelow.map(threshold -> {
            if (bestScore >= threshold) {
                return Certainty.SURE;
            }
            return !independent && bestScore >= threshold / 2 ? Certainty.PROBABLE : Certainty.UNSURE;
        });
    }

    private static double checked(double threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("unsureBelow must be in [0,1] but was " + threshold);
        }
        // -0.0 becomes 0, because not every database keeps the sign.
        return threshold + 0.0;
    }
}
