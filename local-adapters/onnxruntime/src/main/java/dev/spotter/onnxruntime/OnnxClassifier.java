package dev.spotter.onnxruntime;

import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelCache;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.model.Models;
import dev.spotter.inference.model.Variant;
import dev.spotter.inference.network.NetworkClassifier;

/**
 * Classifies images with ONNX Runtime, in this process and offline. libtorch is not needed and not loaded. Opening
 * takes a few tenths of a second; the first time on a machine about a second, because ONNX Runtime and the model are
 * unpacked into the {@linkplain ClassifierSettings#home() home}. Each predictor classifies one image at a time; more
 * callers wait.
 *
 * <p>A JVM has one ONNX Runtime; the first classifier loads its native files, and sets the system property
 * {@code onnxruntime.native.path} unless it is set.
 */
public final class OnnxClassifier extends NetworkClassifier {
    private OnnxClassifier(OnnxNetwork network, ModelDirectory directory, ClassifierSettings settings) {
        super(network, directory.description(), directory.path(), settings.predictors(), settings.newDecoder());
    }

    /**
     * Opens the model that comes with Spotter, with the settings of the environment.
     *
     * @throws ModelException if it cannot be loaded
     */
    public static OnnxClassifier open() {
        return open(ClassifierSettings.from(System.getenv()));
    }

    /**
     * Opens a model.
     *
     * @throws ModelException if there is no such model, or it cannot be loaded
     */
    public static OnnxClassifier open(ClassifierSettings settings) {
        return open(settings, ModelCatalog.bundled());
    }

    static OnnxClassifier open(ClassifierSettings settings, ModelCatalog catalog) {
        ModelDirectory directory = find(settings, catalog);
        OnnxNetwork network = OnnxNetwork.load(OnnxRuntimeEngine.start(settings.home()), directory);
        OnnxClassifier classifier = new OnnxClassifier(network, directory, settings);
        classifier.tryOut();
        return classifier;
    }

    private static ModelDirectory find(ClassifierSettings settings, ModelCatalog catalog) {
        Models models = new Models(catalog, settings.home());
        String name = settings.model();
        return models.has(name)
                ? ModelDirectory.read(new ModelCache(catalog, settings.home()).directory(name, Variant.ONNX))
                : models.directory(name);
    }
}
