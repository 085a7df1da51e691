package dev.spotter.inference.network;

import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.ImageSource;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.imaging.InputReader;
import dev.spotter.imaging.InputSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs a network on images: decoding, preprocessing, the network. Each predictor runs one image at a time; more callers
 * wait. Thread-safe.
 */
final class NetworkRunner implements AutoCloseable {
    private final Network network;
    private final ImageDecoder decoder;
    private final int predictors;
    private final PredictorPool pool;
    private final Object closing = new Object();
    private boolean closed;

    /**
     * A runner that owns this network and closes it, also if the predictors cannot be created.
     *
     * @param input what the network takes
     * @param predictors the number of images run at once; at least 1
     * @param decoder with the limits on images
     */
    NetworkRunner(Network network, InputSpec input, int predictors, ImageDecoder decoder) {
        this.network = network;
        this.decoder = decoder;
        this.predictors = predictors;
        try {
            this.pool = new PredictorPool(network, () -> new InputReader(decoder, input), predictors);
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    /** What is made of the network's outputs. */
    interface Interpretation<T> {
        /**
         * Interprets an image's outputs.
         *
         * @param outputs valid until this method returns
         * @param startNanos when the image's turn began, as {@link System#nanoTime()} gives it
         */
        T of(float[] outputs, long startNanos);
    }

    /** The result for an image; waits for a free predictor. */
    <T> T run(ImageBytes image, Interpretation<T> interpretation) {
        // Decoding needs a predictor too: so no more images are in memory than there are predictors.
        try (PredictorPool.PooledPredictor pooled = pool.take()) {
            long start = System.nanoTime();
            pooled.reader().read(image, pooled.predictor().input());
            return interpretation.of(predict(pooled), start);
        }
    }

    /**
     * Runs the network once on an empty input, because some engines report errors only then.
     *
     * @param name of the model, for errors
     * @throws ModelException if it fails, or its output cannot be interpreted; the runner is then closed
     */
    void tryOut(String name, Interpretation<?> interpretation) {
        try (PredictorPool.PooledPredictor pooled = pool.take()) {
            for (int i = 0; i < pooled.predictor().input().limit(); i++) {
                pooled.predictor().input().put(i, 0);
            }
            Object unused = interpretation.of(predict(pooled), System.nanoTime());
        } catch (SpotterException e) {
            close();
            throw new ModelException("%s does not work: %s".formatted(name, e.getMessage()), e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** A file's bytes; its size is checked before it is read. */
    ImageBytes read(Path file) throws IOException {
        return ImageSource.of(file).read(limits());
    }

    ImageLimits limits() {
        return decoder.limits();
    }

    /** The number of images run at once. */
    int predictors() {
        return predictors;
    }

    /** The path of the TurboJPEG library in use; empty if Java decodes JPEG. */
    Optional<String> turboJpeg() {
        return decoder.turboJpeg();
    }

    /** If several threads close it, each returns when it is closed. */
    @Override
    public void close() {
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

    /** Engines throw their own exceptions too. Their buffers are overwritten by the next image. */
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
