package dev.spotter.inference.network;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.ClassificationResult;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageSource;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.inference.internal.ParallelResults;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Classifies images with a network of any engine: decoding, preprocessing, the network, its activation, sorting. Each
 * predictor classifies one image at a time; more callers wait. The engine's own classifier class finds and loads the
 * network.
 */
public abstract class NetworkClassifier implements Classifier {
    private final NetworkDescription description;
    private final Path modelDirectory;
    private final NetworkRunner runner;
    private final Ranking ranking;

    /**
     * A classifier that owns this network and closes it, also if the predictors cannot be created.
     *
     * @param modelDirectory of the network
     * @param predictors the number of images classified at once; at least 1
     * @param decoder with the limits on images
     */
    protected NetworkClassifier(
            Network network,
            NetworkDescription description,
            Path modelDirectory,
            int predictors,
            ImageDecoder decoder) {
        this.description = description;
        this.modelDirectory = modelDirectory.toAbsolutePath();
        this.ranking = new Ranking(description.labels(), description.activation());
        this.runner = new NetworkRunner(network, description.input(), predictors, decoder);
    }

    /**
     * Runs the network once on an empty input, because some engines report errors only then.
     *
     * @throws ModelException if it fails, or its output does not match the description; the classifier is then closed
     */
    public final void tryOut() {
        runner.tryOut(description.identity().name(), this::classification);
    }

    @Override
    public final Classification classify(ImageBytes image) {
        return runner.run(image, this::classification);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The file's size is checked before it is read.
     */
    @Override
    public final Classification classify(Path file) throws IOException {
        return classify(runner.read(file));
    }

    /**
     * {@inheritDoc}
     *
     * <p>As many images are read and classified at once as there are predictors, and as many more results wait for
     * their turn.
     */
    @Override
    public final Stream<ClassificationResult> classifyAll(Stream<? extends ImageSource> images) {
        return ParallelResults.of(
                images,
                image -> ClassificationResult.of(image, runner.limits(), this),
                runner.predictors(),
                "classify-all");
    }

    @Override
    public final ModelIdentity model() {
        return description.identity();
    }

    /** The names of the model's classes, in class order; immutable. */
    public final List<String> labels() {
        return description.labels();
    }

    /** What the model's scores mean. */
    public final DecisionRule decision() {
        return description.decision();
    }

    /** The absolute path of the model's directory. */
    public final Path modelDirectory() {
        return modelDirectory;
    }

    /** The path of the TurboJPEG library in use; empty if Java decodes JPEG. */
    public final Optional<String> turboJpeg() {
        return runner.turboJpeg();
    }

    /**
     * {@inheritDoc}
     *
     * <p>If several threads close it, each returns when it is closed.
     */
    @Override
    public final void close() {
        runner.close();
    }

    private Classification classification(float[] outputs, long startNanos) {
        return new Classification(
                ranking.labels(outputs),
                description.identity(),
                Duration.ofNanos(System.nanoTime() - startNanos),
                description.decision(),
                Map.of());
    }
}
