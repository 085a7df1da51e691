package dev.spotter.core.classification;

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
import java.util.stream.Stream;

/**
 * Finds the labels of an image.
 *
 * <p>Thread-safe: any number of threads may classify at once; an implementation may make them wait for each other. The
 * same bytes give the same labels, with scores equal to 1e-4. A call that fails leaves the classifier as it was. A
 * closed classifier throws {@link IllegalStateException}.
 */
public interface Classifier extends AutoCloseable {
    /**
     * Classifies an encoded image of any {@link dev.spotter.core.image.ImageFormat}, detected by its first bytes. Its
     * EXIF orientation is applied.
     *
     * @throws ImageTooLargeException if it has more bytes than this classifier accepts
     * @throws UnsupportedImageException if this classifier does not read its format
     * @throws DamagedImageException if it cannot be read
     * @throws TooManyPixelsException if its header declares more pixels than this classifier accepts
     * @throws ClassificationException if the model failed; retryable if a retry may succeed
     */
    Classification classify(ImageBytes image);

    /**
     * Classifies an image file.
     *
     * @implSpec reads a file within {@link ImageLimits#DEFAULT}, then calls {@link #classify(ImageBytes)}. An
     *     implementation with other limits overrides it.
     * @throws ImageTooLargeException if it has more bytes than this classifier accepts; it is not read then
     * @throws dev.spotter.core.error.InvalidRequestException if it is a named pipe or a device
     * @throws IOException if the file cannot be read
     */
    default Classification classify(Path file) throws IOException {
        return classify(ImageSource.of(file).read(ImageLimits.DEFAULT));
    }

    /**
     * Classifies any number of images. The results come in the images' order, one for each image, which it names: a
     * classification, or a failure, after which the next image follows. Each image is taken from the stream and read
     * shortly before its turn, so that few are in memory at once, and results are made as they are asked for. An
     * exception of {@code images} itself ends both streams. Close the stream that is returned if it is not read to its
     * end; that closes {@code images} too, and images that are not begun by then are not read.
     *
     * @implSpec reads images within {@link ImageLimits#DEFAULT} and classifies them one after the other, in the
     *     caller's thread. An implementation with other limits overrides it.
     */
    default Stream<ClassificationResult> classifyAll(Stream<? extends ImageSource> images) {
        return images.sequential().map(image -> ClassificationResult.of(image, ImageLimits.DEFAULT, this));
    }

    /** The model in use. */
    ModelIdentity model();

    /**
     * Frees the classifier's memory. Running calls finish first; waiting calls fail. Closing again does nothing. Each
     * caller of this method returns when no call is running, also if its thread is interrupted or several threads close
     * at once.
     */
    @Override
    void close();
}
