package dev.spotter.inference.features;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.embedding.Embedding;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageSource;
import dev.spotter.inference.internal.ParallelResults;
import dev.spotter.inference.internal.ReadFailure;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.network.NetworkEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Extracts the features of many images with an embedder. Thread-safe; streams that it returns are not. Close it after
 * the streams, and before the embedder, which it does not close.
 */
public final class FeatureExtractor implements AutoCloseable {
    private final NetworkEmbedder embedder;
    private final FeatureCache cache;

    private FeatureExtractor(NetworkEmbedder embedder, FeatureCache cache) {
        this.embedder = embedder;
        this.cache = cache;
    }

    /**
     * An extractor that keeps features in a home's cache, by the hash of the image's bytes: an image whose features are
     * there is read, hashed and checked against the limits, but neither decoded nor embedded. Models whose
     * networks differ in the last layer alone share their features. Of several processes, and of several extractors in
     * one, the first adds features, and the others read those that were there when they began. If the cache cannot be
     * written, is full or damaged, a warning is logged once, and features are extracted again. An image takes four
     * bytes for each value, and 36 more.
     */
    public static FeatureExtractor withCache(NetworkEmbedder embedder, SpotterHome home) {
        Path directory = home.features().resolve(embedder.fingerprint());
        return new FeatureExtractor(embedder, FeatureCache.open(directory, embedder.dimension()));
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

    /** The features of an image that are in the cache; empty if they are not. */
    public Optional<Embedding> cached(ImageHash hash) {
        return cache.find(hash).map(values -> new Embedding(values, embedder.model()));
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
            ImageHash hash = ImageHash.of(bytes);
            return new FeatureResult.Extracted(image, hash, embedding(bytes, hash));
        } catch (IOException | RuntimeException e) {
            return new FeatureResult.Failed(image, reason(ReadFailure.of(e)));
        } catch (Error e) {
            return new FeatureResult.Failed(image, reason(new IllegalStateException(e)));
        } finally {
            image.release();
        }
    }

    private Embedding embedding(ImageBytes bytes, ImageHash hash) {
        // Whether an image is refused must not depend on the cache.
        ImageHeader unused = embedder.limits().check(bytes);
        float[] values = cache.get(hash, () -> embedder.embed(bytes).values());
        return new Embedding(values, embedder.model());
    }

    private static SpotterException reason(RuntimeException error) {
        return error instanceof SpotterException known
                ? known
                : ClassificationException.permanentFailure(
                        "an internal error occurred while the image was read", error);
    }

    /** Closing again does nothing. */
    @Override
    public void close() {
        cache.close();
    }
}
