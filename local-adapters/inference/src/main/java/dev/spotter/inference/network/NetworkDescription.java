package dev.spotter.inference.network;

import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.imaging.InputSpec;
import java.util.List;

/**
 * A network's input and output.
 *
 * @param labels the class names, in class order; at least one
 * @param activation how scores are made of the network's outputs
 * @param decision what the scores mean
 */
public record NetworkDescription(
        ModelIdentity identity, List<String> labels, InputSpec input, Activation activation, DecisionRule decision) {
    /** @throws IllegalArgumentException if there are no labels */
    public NetworkDescription {
        labels = List.copyOf(labels);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("labels must not be empty");
        }
    }
}
