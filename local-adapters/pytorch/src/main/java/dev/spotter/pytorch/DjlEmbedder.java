package dev.spotter.pytorch;

import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.network.NetworkEmbedder;

/**
 * Embeds images with DJL and PyTorch, in this process and offline: an image's vector is what the last layer of the
 * network takes. Opening and running take as long as with {@link DjlClassifier}, which says what is set for libtorch.
 * Each predictor embeds one image at a time; more callers wait.
 */
public final class DjlEmbedder extends NetworkEmbedder {
    DjlEmbedder(ModelDirectory features, ClassifierSettings settings) {
        super(
                TorchNetwork.load(features),
                features.description(),
                features.network(),
                settings.predictors(),
                settings.newDecoder());
    }

    /**
     * Opens the model that comes with Spotter, with the settings of the environment. Its vectors have 1,280 values.
     *
     * @throws ModelException if it cannot be loaded
     */
    public static DjlEmbedder open() {
        return open(ClassifierSettings.from(System.getenv()));
    }

    /**
     * Opens a model that comes with Spotter or is installed, by its name.
     *
     * @throws ModelException if there is no such model, it is a model directory, or it cannot be loaded
     */
    public static DjlEmbedder open(ClassifierSettings settings) {
        return new ModelLoader(ModelCatalog.bundled(), settings).loadEmbedder();
    }
}
