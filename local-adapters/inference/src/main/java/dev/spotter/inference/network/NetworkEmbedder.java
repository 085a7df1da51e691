package dev.spotter.inference.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.embedding.Embedding;
import dev.spotter.core.embedding.ImageEmbedder;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.internal.Sha256;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.imaging.InputReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Embeds images with a network of any engine, whose outputs are the features: decoding, preprocessing, the network.
 * Each predictor embeds one image at a time; more callers wait. The engine's own embedder class finds and loads the
 * network.
 */
public abstract class NetworkEmbedder implements ImageEmbedder {
    private final NetworkDescription description;
    private final Path networkFile;
    private final NetworkRunner runner;

    /**
     * An embedder that owns this network and closes it, also if the predictors cannot be created.
     *
     * @param description its labels stand for the features
     * @param networkFile that the engine has loaded, with its weights
     * @param predictors the number of images embedded at once; at least 1
     * @param decoder with the limits on images
     */
    protected NetworkEmbedder(
            Network network, NetworkDescription description, Path networkFile, int predictors, ImageDecoder decoder) {
        this.description = description;
        this.networkFile = networkFile;
        this.runner = new NetworkRunner(network, description.input(), predictors, decoder);
    }

    /**
     * Runs the network once on an empty input, because some engines report errors only then.
     *
     * @throws ModelException if it fails, or its output does not match the description; the embedder is then closed
     */
    public final void tryOut() {
        runner.tryOut(description.identity().name(), this::embedding);
    }

    @Override
    public final Embedding embed(ImageBytes image) {
        return runner.run(image, this::embedding);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The file's size is checked before it is read.
     */
    @Override
    public final Embedding embed(Path file) throws IOException {
        return embed(runner.read(file));
    }

    @Override
    public final ModelIdentity model() {
        return description.identity();
    }

    @Override
    public final int dimension() {
        return description.labels().size();
    }

    /**
     * A hash of what the vectors depend on: the network in the engine's form with its weights, the preprocessing, and
     * the decoder of JPEG, but not the versions of the engine and of libjpeg-turbo, by which vectors differ as little
     * as by rounding. Embedders with equal fingerprints give an image the same vector, if these versions are equal; so
     * do models of different names whose networks differ in the last layer alone. 64 hexadecimal digits. Reads the
     * network's file.
     *
     * @throws ModelException if that cannot be read
     */
    public final String fingerprint() {
        try {
            String parts = String.format(
                    Locale.ROOT,
                    "%s %s, pixels %d, TurboJPEG %b",
                    Sha256.hex(networkFile),
                    description.input(),
                    InputReader.VERSION,
                    runner.turboJpeg().isPresent());
            return Sha256.hex(parts.getBytes(UTF_8));
        } catch (IOException e) {
            throw new ModelException(
                    "the network of %s cannot be read"
                            .formatted(description.identity().name()),
                    e);
        }
    }

    /** The limits on images. */
    public final ImageLimits limits() {
        return runner.limits();
    }

    /** The number of images embedded at once. */
    public final int predictors() {
        return runner.predictors();
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

    private Embedding embedding(float[] outputs, long startNanos) {
        if (outputs.length != dimension()) {
            throw ClassificationException.permanentFailure(
                    "the model gave %d features and not %d".formatted(outputs.length, dimension()), null);
        }
        try {
            return new Embedding(outputs, description.identity());
        } catch (IllegalArgumentException e) {
            throw ClassificationException.permanentFailure("the model gave features that are no numbers", e);
        }
    }
}
