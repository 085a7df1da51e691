package dev.spotter.core.classification;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of classifying an image.
 *
 * @param labels at least one, by descending score, ties by name; immutable
 * @param model the model that gave them
 * @param elapsed how long it took, from the encoded bytes to the labels
 * @param decision what the scores mean, and from which score on a label is sure
 * @param details more about this result if a service computed it, by name: the deployment, or the call's id in the
 *     service's log; often empty; immutable; stored with the prediction
 */
public record Classification(
        List<Label> labels, ModelIdentity model, Duration elapsed, DecisionRule decision, Map<String, String> details) {
    /**
     * @throws IllegalArgumentException if there are no labels, they are out of order, or {@code elapsed} is negative
     */
    public Classification {
        details = Map.copyOf(details);
        // These are sorted and immutable already.
        if (!(labels instanceof RankedLabels)) {
            labels = List.copyOf(labels);
            requireOrder(labels);
        }
        if (elapsed.isNegative()) {
            throw new IllegalArgumentException("elapsed must not be negative but was " + elapsed);
        }
    }

    private static void requireOrder(List<Label> labels) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("labels must not be empty");
        }
        for (int i = 1; i < labels.size(); i++) {
            if (labels.get(i - 1).compareTo(labels.get(i)) > 0) {
                throw new IllegalArgumentException(
                        "labels must be by descending score, ties by name, but %s comes before %s"
                                .formatted(labels.get(i - 1), labels.get(i)));
            }
        }
    }

    /**
     * A classification by a model without a threshold, without details.
     *
     * @throws IllegalArgumentException if there are no labels, they are out of order, or {@code elapsed} is negative
     */
    public Classification(List<Label> labels, ModelIdentity model, Duration elapsed) {
        this(labels, model, elapsed, DecisionRule.NONE, Map.of());
    }

    /** A classification with these labels, which are sorted. */
    public static Classification ranked(Collection<Label> labels, ModelIdentity model, Duration elapsed) {
        return new Classification(labels.stream().sorted().toList(), model, elapsed);
    }

    public Classification withDetails(Map<String, String> others) {
        return new Classification(labels, model, elapsed, decision, others);
    }

    public Classification withDecision(DecisionRule other) {
        return new Classification(labels, model, elapsed, other, details);
    }

    /** The label with the highest score. */
    public Label best() {
        return labels.get(0);
    }

    /** Whether the best label is sure: its score reaches the model's threshold. Empty if the model has none. */
    public Optional<Boolean> confident() {
        return certainty().map(Certainty.SURE::equals);
    }

    /** How certain the best label is; empty if the model has no threshold. */
    public Optional<Certainty> certainty() {
        return decision.certainty(best().score());
    }

    /** The labels whose score reaches the model's threshold; immutable; empty also if the model has none. */
    public List<Label> labelsAbove() {
        double threshold = decision.unsureBelow().orElse(Double.POSITIVE_INFINITY);
        int count = 0;
        while (count < labels.size() && labels.get(count).score() >= threshold) {
            count++;
        }
        return labels.subList(0, count);
    }

    /**
     * The {@code count} best labels, or all where there are fewer; immutable.
     *
     * @throws IllegalArgumentException if {@code count} is below 1
     */
    public List<Label> top(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1 but was " + count);
        }
        return labels.subList(0, Math.min(count, labels.size()));
    }
}
