package dev.spotter.inference;

import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.network.NetworkClassifier;
import dev.spotter.inference.network.NetworkEmbedder;

/**
 * An engine that {@link Classifiers} and {@link Embedders} find with {@link java.util.ServiceLoader}. Its jar names an
 * implementation with a public constructor in {@code META-INF/services}. The constructor loads no native code.
 */
public interface ClassifierProvider {
    /** The artifact of the engine, as {@code group:name}. */
    String artifact();

    /**
     * Opens a model; the caller closes the classifier.
     *
     * @throws ModelException if there is no such model, or it cannot be loaded
     */
    NetworkClassifier open(ClassifierSettings settings);

    /**
     * Opens a model that comes with Spotter or is installed; the caller closes the embedder.
     *
     * @throws ModelException if there is no such model, it is a model directory, or it cannot be loaded
     */
    NetworkEmbedder openEmbedder(ClassifierSettings settings);
}
