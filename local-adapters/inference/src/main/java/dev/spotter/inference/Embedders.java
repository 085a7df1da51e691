package dev.spotter.inference;

import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.network.NetworkEmbedder;

/**
 * Opens an image embedder with the engine on the class path, for code that does not choose an engine itself.
 * Thread-safe.
 */
public final class Embedders {
    private Embedders() {}

    /**
     * Opens the model that comes with Spotter, with the settings of the environment. Its vectors have 1,280 values.
     *
     * @throws ModelException if there is not exactly one engine on the class path, or the model cannot be loaded
     */
    public static NetworkEmbedder open() {
        return open(ClassifierSettings.from(System.getenv()));
    }

    /**
     * Opens a model that comes with Spotter or is installed, by its name.
     *
     * @throws ModelException if there is not exactly one engine on the class path, there is no such model, it is a
     *     model directory, or it cannot be loaded
     */
    public static NetworkEmbedder open(ClassifierSettings settings) {
        return Classifiers.engine().openEmbedder(settings);
    }
}
