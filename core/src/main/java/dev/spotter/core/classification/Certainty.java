package dev.spotter.core.classification;

/** How certain the best label of an image is, by the {@link DecisionRule} of its model. */
public enum Certainty {
    /** The score reaches the threshold. */
    SURE,
    /** The score is below the threshold, but at least half of it. Not for independent labels. */
    PROBABLE,
    /** The score is lower: no single label can be named. */
    UNSURE
}
