package dev.spotter.pytorch;

import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.network.NetworkClassifier;
import java.util.concurrent.CompletableFuture;

/**
 * Classifies images with DJL and PyTorch, in this process and offline. Opening takes about a second; the first time on
 * a machine a few more, because libtorch and the model are unpacked into the
 * {@linkplain ClassifierSettings#home() home}. Each predictor classifies one image at a time; more callers wait.
 *
 * <p>libtorch is configured once per JVM, by the first classifier. It sets DJL's system properties
 * {@code ai.djl.offline}, {@code ai.djl.default_engine}, {@code ai.djl.pytorch.num_threads},
 * {@code ai.djl.pytorch.num_interop_threads}, {@code ai.djl.pytorch.graph_optimizer} and {@code ENGINE_CACHE_DIR}
 * unless they are set.
 */
public final class DjlClassifier extends NetworkClassifier {
    DjlClassifier(ModelDirectory directory, ClassifierSettings settings) {
        super(
                TorchNetwork.load(directory),
                directory.description(),
                directory.path(),
                settings.predictors(),
                settings.newDecoder());
    }

    /**
     * Opens the model that comes with Spotter, with the settings of the environment.
     *
     * @throws ModelException if it cannot be loaded
     */
    public static DjlClassifier open() {
        return open(ClassifierSettings.from(System.getenv()));
    }

    /**
     * Starts to load libtorch in the background, which takes half the time of opening, and returns at once. Does
     * nothing if libtorch is not unpacked yet.
     *
     * @return completes when libtorch is loaded or failed to load; opening then reports the reason. The JVM must not
     *     end before
     */
    public static CompletableFuture<Void> loadEngineAhead(SpotterHome home) {
        return PyTorchEngine.startAhead(home);
    }

    /**
     * Opens a model.
     *
     * @throws ModelException if there is no such model, or it cannot be loaded
     */
    public static DjlClassifier open(ClassifierSettings settings) {
        return open(settings, ModelCatalog.bundled());
    }

    static DjlClassifier open(ClassifierSettings settings, ModelCatalog catalog) {
        return new ModelLoader(catalog, settings).load();
    }
}
