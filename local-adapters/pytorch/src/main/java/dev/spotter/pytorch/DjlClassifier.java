package dev.spotter.pytorch;

import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.network.NetworkClassifier;
import java.util.concurrent.CompletableFuture;

/**
 * Classifies with DJL and PyTorch, in this process, without a network. Opening takes about a second; the first time on
 * a machine a few more, for unpacking libtorch and the model into the {@linkplain ClassifierSettings#home() home}. As
 * many images are worked on at once as there are predictors; more callers wait.
 *
 * <p>libtorch is configured once in a JVM, by the first classifier that is opened: DJL's system properties
 * {@code ai.djl.offline}, {@code ai.djl.default_engine}, {@code ai.djl.pytorch.num_threads},
 * {@code ai.djl.pytorch.num_interop_threads}, {@code ai.djl.pytorch.graph_optimizer} and {@code ENGINE_CACHE_DIR} are
 * set where they are not.
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
     * Opens the model that comes with Spotter, with the settings that the environment gives.
     *
     * @throws ModelException if it cannot be loaded
     */
    public static DjlClassifier open() {
        return open(ClassifierSettings.from(System.getenv()));
    }

    /**
     * Begins to load libtorch, which is half of what opening takes, and returns at once: for a program that has
     * something else to do before it opens a classifier. Does nothing where libtorch is not unpacked yet.
     *
     * @return done when libtorch is loaded, or has failed to: opening then says why. The JVM must not end before
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
