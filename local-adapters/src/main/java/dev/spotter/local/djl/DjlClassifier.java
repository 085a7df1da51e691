package dev.spotter.local.djl;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.local.image.DecodedImage;
import dev.spotter.local.image.ImageDecoder;
import dev.spotter.local.image.InputWriter;
import dev.spotter.local.model.ModelCatalog;
import dev.spotter.local.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

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
    private final ModelDirectory model;
    private final Network network;
    private final PredictorPool pool;
    private final ImageDecoder decoder;
    private final DjlSettings settings;

    private DjlClassifier(ModelDirectory model, Network network, DjlSettings settings) {
        this.model = model;
        this.network = network;
        this.pool = new PredictorPool(network, settings.predictors());
        this.decoder = new ImageDecoder(settings.limits());
        this.settings = settings;
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
     * Opens a model.
     *
     * @throws ModelException if there is no such model, or it cannot be loaded
     */
    public static DjlClassifier open(DjlSettings settings) {
        return open(settings, ModelCatalog.bundled());
    }

    static DjlClassifier open(DjlSettings settings, ModelCatalog catalog) {
        ModelLoader.Loaded loaded = new ModelLoader(catalog, settings.home()).load(settings.model());
        return new DjlClassifier(loaded.directory(), loaded.network(), settings);
    }

    @Override
    public Classification classify(ImageBytes image) {
        // Decoding needs a lane too: so no more pictures are in memory than there are predictors.
        try (PredictorPool.Lane lane = pool.take()) {
            long start = System.nanoTime();
            DecodedImage picture = decoder.decode(image);
            InputWriter.write(picture, model.input(), lane.input());
            List<Label> labels = Ranking.labels(model.labels(), lane.predict(), model.appliesSoftmax());
            return Classification.ranked(labels, model.identity(), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The file's size is checked before it is read.
     */
    @Override
    public Classification classify(Path file) throws IOException {
        settings.limits().checkBytes(Files.size(file));
        return Classifier.super.classify(file);
    }

    @Override
    public ModelIdentity model() {
        return model.identity();
    }

    /** The directory that the model was loaded from. */
    public Path modelDirectory() {
        return model.path().toAbsolutePath();
    }

    @Override
    public void close() {
        pool.close();
        network.close();
    }
}
