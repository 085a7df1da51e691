package dev.spotter.core.embedding;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.TooManyPixelsException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.ImageSource;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Describes images by vectors of features, for comparing images and for training a classifier on few of them.
 *
 * <p>Thread-safe: any number of threads may embed at once; an implementation may make them wait for each other. The
 * same bytes give the same vector, with values equal to 1e-4 of its length. A call that fails leaves the embedder as it
 * was. A closed embedder throws {@link IllegalStateException}.
 */
public interface ImageEmbedder extends AutoCloseable {
    /**
     * The vector of an encoded image of any {@link dev.spotter.core.image.ImageFormat}, detected by its first bytes.
     * Its EXIF orientation is applied.
     *
     * @throws ImageTooLargeException if it has more bytes than this embedder accepts
     * @throws UnsupportedImageException if this embedder does not read its format
     * @throws DamagedImageException if it cannot be read
     * @throws TooManyPixelsException if its header declares more pixels than this embedder accepts
     * @throws ClassificationException if the model failed; retryable if a retry may succeed
     */
    Embedding embed(ImageBytes image);

    /**
     * The vector of an image file.
     *
     * @implSpec reads a file within {@link ImageLimits#DEFAULT}, then calls {@link #embed(ImageBytes)}. An
     *     implementation with other limits overrides it.
     * @throws ImageTooLargeException if it has more bytes than this embedder accepts; it is not read then
     * @throws dev.spotter.core.error.InvalidRequestException if it is a named pipe or a device
     * @throws IOException if the file cannot be read
     */
    default Embedding embed(Path file) throws IOException {
        return embed(ImageSource.of(file).read(ImageLimits.DEFAULT));
    }

    /** The model in use. Vectors of different models, or of different versions of one, cannot be compared. */
    ModelIdentity model();

    /** The number of values in each vector; at least 1. */
    int dimension();

    /**
     * Frees the embedder's memory. Running calls finish first; waiting calls fail. Closing again does nothing. Each
     * caller of this method returns when no call is running, also if its thread is interrupted or several threads close
     * at once.
     */
    @Override
    void close();
}
