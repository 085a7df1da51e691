package dev.spotter.inference.network;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.imaging.InputSpec;
import java.util.List;

/**
 * A network's input and output.
 *
 * @param labels the class names, in class order; at least one
 * @param appliesSoftmax whether the network's output needs softmax; if not, it is probabilities
 */
public record NetworkDescription(ModelIdentity identity, List<String> labels, InputSpec input, boolean appliesSoftmax) {
    /** @throws IllegalArgumentException if there are no labels */
    public NetworkDescription {
        labels = List.copyOf(labels);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("labels must not be empty");
        }
    }
}
