package dev.spotter.inference.model;

import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ModelException;
import dev.spotter.imaging.InputSpec;
import dev.spotter.inference.network.Activation;
import dev.spotter.inference.network.NetworkDescription;
import java.nio.file.Path;
import java.util.List;

/**
 * An image classification model in DJL's usual form: {@code serving.properties}, the class names, and the network.
 *
 * @param path the directory
 * @param engine what runs the network
 * @param network the {@code .pt} or {@code .onnx} in it; takes float32 [n,3,crop,crop] and gives [n,labels]
 * @param labels the class names, in class order
 * @param activation how scores are made of the network's outputs
 * @param decision what the scores mean
 */
public record ModelDirectory(
        ModelIdentity identity,
        Path path,
        ModelEngine engine,
        Path network,
        List<String> labels,
        InputSpec input,
        Activation activation,
        DecisionRule decision) {
    /** @throws ModelException if there are no labels */
    public ModelDirectory {
        labels = List.copyOf(labels);
        if (labels.isEmpty()) {
            throw new ModelException("%s names no classes".formatted(identity.name()));
        }
    }

    /** What its network takes and gives. */
    public NetworkDescription description() {
        return new NetworkDescription(identity, labels, input, activation, decision);
    }

    /**
     * Reads a directory, but for the network itself.
     *
     * @throws ModelException if it is not in the form above
     */
    public static ModelDirectory read(Path directory) {
        return ServingProperties.read(directory);
    }

    /**
     * This directory, if it is for an engine.
     *
     * @throws ModelException if it is for another
     */
    public ModelDirectory requireEngine(ModelEngine expected) {
        if (engine != expected) {
            throw new ModelException("%s is a model for %s; it does not run with %s"
                    .formatted(identity.name(), engine.djlName(), expected.djlName()));
        }
        return this;
    }
}
