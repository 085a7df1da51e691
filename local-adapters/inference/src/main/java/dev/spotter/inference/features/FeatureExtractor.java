package dev.spotter.inference.features;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageSource;
import dev.spotter.inference.internal.ParallelResults;
import dev.spotter.inference.internal.ReadFailure;
import dev.spotter.inference.network.NetworkEmbedder;
import java.io.IOException;
import java.util.stream.Stream;

/**
 * Extracts the features of many images with an embedder, which it does not close. Thread-safe; streams that it returns
 * are not.
 */
public final class FeatureExtractor {
    private final NetworkEmbedder embedder;

    public FeatureExtractor(NetworkEmbedder embedder) {
        this.embedder = embedder;
    }

    /**
     * Extracts the features of any number of images. The results come in the images' order, one for each image: its
     * features, or a failure, after which the next image follows. Each image is read once, shortly before its turn: as
     * many are read and embedded at once as the embedder has predictors, and as many more results wait for their turn.
     * Results are made as they are asked for. Close the stream if it is not read to its end; that closes {@code images}
     * too, and images that are not begun by then are not read.
     *
     * @param images such as {@link ImageSource#of(java.nio.file.Path)} makes them; an exception of this stream ends
     *     both. If the calling thread is interrupted, the results end with a retryable {@link ClassificationException}
     */
    public Stream<FeatureResult> extractAll(Stream<? extends ImageSource> images) {
        return ParallelResults.of(images, this::extract, embedder.predictors(), "extract-features");
    }

    /** The model whose features these are. */
    public ModelIdentity model() {
        return embedder.model();
    }

    /** The number of values in each vector. */
    public int dimension() {
        return embedder.dimension();
    }

    private FeatureResult extract(ImageSource image) {
        try {
            ImageBytes bytes = image.read(embedder.limits());
            return new FeatureResult.Extracted(image, ImageHash.of(bytes), embedder.embed(bytes));
        } catch (IOException | RuntimeException e) {
            return new FeatureResult.Failed(image, reason(ReadFailure.of(e)));
        } catch (Error e) {
            return new FeatureResult.Failed(image, reason(new IllegalStateException(e)));
        } finally {
            image.release();
        }
    }

    private static SpotterException reason(RuntimeException error) {
        return error instanceof SpotterException known
                ? known
                : ClassificationException.permanentFailure(
                        "an internal error occurred while the image was read", error);
    }
}
