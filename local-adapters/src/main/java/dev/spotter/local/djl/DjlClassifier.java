package dev.spotter.local.djl;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.local.model.ModelCatalog;
import dev.spotter.local.model.ModelDirectory;
import dev.spotter.local.model.SpotterHome;
import dev.spotter.local.network.NetworkClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Classifies with DJL and PyTorch, in this process, without a network. Opening takes about a second; the first time on a machine a few
 * more, for unpacking libtorch and the model into the {@linkplain DjlSettings#home() home}. As many images are worked on at once as
 * there are predictors; more callers wait.
 *
 * <p>libtorch is configured once in a JVM, by the first classifier that is opened: DJL's system properties {@code ai.djl.offline},
 * {@code ai.djl.default_engine}, {@code ai.djl.pytorch.num_threads}, {@code ai.djl.pytorch.num_interop_threads},
 * {@code ai.djl.pytorch.graph_optimizer} and {@code ENGINE_CACHE_DIR} are set where they are not.
 */
public final class DjlClassifier implements Classifier {
    private final ModelDirectory directory;
    private final NetworkClassifier classifier;

    private DjlClassifier(ModelDirectory directory, NetworkClassifier classifier) {
        this.directory = directory;
        this.classifier = classifier;
    }

    /**
     * Opens the model that comes with Spotter, with the settings that the environment gives.
     *
     * @throws ModelException if it cannot be loaded
     */
    public static DjlClassifier open() {
        return open(DjlSettings.from(System.getenv()));
    }

    /**
     * Begins to load libtorch, which is half of what opening takes, and returns at once: for a program that has something else to do
     * before it opens a classifier. Does nothing where libtorch is not unpacked yet.
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
    public static DjlClassifier open(DjlSettings settings) {
        return open(settings, ModelCatalog.bundled());
    }

    static DjlClassifier open(DjlSettings settings, ModelCatalog catalog) {
        ModelLoader.Loaded loaded = new ModelLoader(catalog, settings).load();
        return new DjlClassifier(loaded.directory(), loaded.classifier());
    }

    @Override
    public Classification classify(ImageBytes image) {
        return classifier.classify(image);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The file's size is checked before it is read.
     */
    @Override
    public Classification classify(Path file) throws IOException {
        return classifier.classify(file);
    }

    @Override
    public Stream<Classification> classifyAll(Stream<ImageBytes> images) {
        return classifier.classifyAll(images);
    }

    @Override
    public ModelIdentity model() {
        return classifier.model();
    }

    /** The directory that the model was loaded from. */
    public Path modelDirectory() {
        return directory.path().toAbsolutePath();
    }

    /** Where the TurboJPEG library lies that decodes JPEG files; nothing where Java decodes them. */
    public Optional<String> turboJpeg() {
        return classifier.turboJpeg();
    }

    @Override
    public void close() {
        classifier.close();
    }
}
