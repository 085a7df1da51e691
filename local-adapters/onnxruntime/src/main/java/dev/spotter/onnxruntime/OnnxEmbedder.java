package dev.spotter.onnxruntime;

import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelCache;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.model.Models;
import dev.spotter.inference.model.Variant;
import dev.spotter.inference.network.NetworkEmbedder;

/**
 * Embeds images with ONNX Runtime, in this process and offline: an image's vector is what the last layer of the network
 * takes. Opening and running take as long as with {@link OnnxClassifier}, which says what is set for ONNX Runtime. Each
 * predictor embeds one image at a time; more callers wait.
 */
public final class OnnxEmbedder extends NetworkEmbedder {
    private OnnxEmbedder(OnnxNetwork network, ModelDirectory features, ClassifierSettings settings) {
        super(network, features.description(), features.network(), settings.predictors(), settings.newDecoder());
    }

    /**
     * Opens the model that comes with Spotter, with the settings of the environment. Its vectors have 1,280 values.
     *
     * @throws ModelException if it cannot be loaded
     */
    public static OnnxEmbedder open() {
        return open(ClassifierSettings.from(System.getenv()));
    }

    /**
     * Opens a model that comes with Spotter or is installed, by its name.
     *
     * @throws ModelException if there is no such model, it is a model directory, or it cannot be loaded
     */
    public static OnnxEmbedder open(ClassifierSettings settings) {
        ModelCatalog catalog = ModelCatalog.bundled();
        new Models(catalog, settings.home()).requireEmbedding(settings.model());
        ModelDirectory features =
                ModelDirectory.read(new ModelCache(catalog, settings.home()).features(settings.model(), Variant.ONNX));
        OnnxNetwork network = OnnxNetwork.load(OnnxRuntimeEngine.start(settings.home()), features);
        OnnxEmbedder embedder = new OnnxEmbedder(network, features, settings);
        embedder.tryOut();
        return embedder;
    }
}
