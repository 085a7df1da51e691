package dev.spotter.inference.network;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.ClassificationResult;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageSource;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.imaging.InputReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Classifies images with a network of any engine: decoding, preprocessing, the network, softmax, sorting. Each
 * predictor classifies one image at a time; more callers wait. The engine's own classifier class finds and loads the
 * network.
 */
public abstract class NetworkClassifier implements Classifier {
    private final Network network;
    private final NetworkDescription description;
    private final Path modelDirectory;
    private final ImageDecoder decoder;
    private final int predictors;
    private final PredictorPool pool;
    private final Ranking ranking;
    private final Object closing = new Object();
    private boolean closed;

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
        this.network = network;
        this.description = description;
        this.modelDirectory = modelDirectory.toAbsolutePath();
        this.decoder = decoder;
        this.predictors = predictors;
        this.ranking = new Ranking(description.labels(), description.appliesSoftmax());
        try {
            this.pool = new PredictorPool(network, () -> new InputReader(decoder, description.input()), predictors);
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    /**
     * Runs the network once on an empty input, because some engines report errors only then.
     *
     * @throws ModelException if it fails, or its output does not match the description; the classifier is then closed
     */
    public final void tryOut() {
        try (PredictorPool.PooledPredictor pooled = pool.take()) {
            for (int i = 0; i < pooled.predictor().input().limit(); i++) {
                pooled.predictor().input().put(i, 0);
            }
            ranking.labels(predict(pooled));
        } catch (SpotterException e) {
            close();
            throw new ModelException(
                    "%s does not work: %s".formatted(description.identity().name(), e.getMessage()), e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public final Classification classify(ImageBytes image) {
        // Decoding needs a predictor too: so no more images are in memory than there are predictors.
        try (PredictorPool.PooledPredictor pooled = pool.take()) {
            long start = System.nanoTime();
            pooled.reader().read(image, pooled.predictor().input());
            return new Classification(
                    ranking.labels(predict(pooled)),
                    description.identity(),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The file's size is checked before it is read.
     */
    @Override
    public final Classification classify(Path file) throws IOException {
        return classify(ImageSource.of(file).read(decoder.limits()));
    }

    /**
     * {@inheritDoc}
     *
     * <p>As many images are read and classified at once as there are predictors, and as many more results wait for
     * their turn.
     */
    @Override
    public final Stream<ClassificationResult> classifyAll(Stream<? extends ImageSource> images) {
        ParallelResults results = new ParallelResults(images.iterator(), decoder.limits(), this, predictors);
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(results, characteristics), false)
                .onClose(results::close)
                .onClose(images::close);
    }

    @Override
    public final ModelIdentity model() {
        return description.identity();
    }

    /** The absolute path of the model's directory. */
    public final Path modelDirectory() {
        return modelDirectory;
    }

    /** The path of the TurboJPEG library in use; empty if Java decodes JPEG. */
    public final Optional<String> turboJpeg() {
        return decoder.turboJpeg();
    }

    /**
     * {@inheritDoc}
     *
     * <p>If several threads close it, each returns when it is closed.
     */
    @Override
    public final void close() {
        synchronized (closing) {
            if (closed) {
                return;
            }
            closed = true;
            try {
                pool.close();
            } finally {
                network.close();
            }
        }
    }

    /**
     * Engines throw their own exceptions too. Their buffers are overwritten by the next image.
     */
    private static float[] predict(PredictorPool.PooledPredictor pooled) {
        try {
            return pooled.predictor().predict();
        } catch (SpotterException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw ClassificationException.transientFailure("there is not enough memory left for the model", e);
        } catch (RuntimeException | StackOverflowError e) {
            throw ClassificationException.permanentFailure("the model failed on this image", e);
        }
    }
}
