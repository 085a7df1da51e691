package dev.spotter.core.classification;

import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.TooManyPixelsException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Says what is in an image.
 *
 * <p>Thread-safe: any number of threads may classify at once; an implementation may make them wait for each other. The
 * same bytes give the same labels, with scores equal to 1e-4. A call that fails leaves the classifier as it was. A
 * closed classifier throws {@link IllegalStateException}.
 */
public interface Classifier extends AutoCloseable {
    /**
     * Classifies an encoded image of any {@link dev.spotter.core.image.ImageFormat}, told by its first bytes, turned
     * upright as its EXIF orientation says.
     *
     * @throws ImageTooLargeException if it has more bytes than this classifier takes
     * @throws UnsupportedImageException if it is of no format that this classifier reads
     * @throws DamagedImageException if it cannot be read
     * @throws TooManyPixelsException if it claims more pixels than this classifier takes
     * @throws ClassificationException if the model could not answer; retryable where trying again may help
     */
    Classification classify(ImageBytes image);

    /**
     * Classifies an image file.
     *
     * @implSpec reads the whole file, then calls {@link #classify(ImageBytes)}. An implementation that limits bytes
     *     should look at the file's size before it reads.
     * @throws IOException if the file cannot be read
     */
    default Classification classify(Path file) throws IOException {
        return classify(ImageBytes.wrap(Files.readAllBytes(file)));
    }

    /**
     * Classifies any number of images; the results come in the images' order, one for each image: a classification, or
     * a failure, after which the next image follows. Each image is taken from the stream and read shortly before its
     * turn, so that few are in memory at once, and results are made as they are asked for. An exception of {@code
     * images} itself ends both streams. Close the stream that is returned if it is not read to its end; that closes
     * {@code images} too, and images that are not begun by then are not read.
     *
     * @implSpec reads and classifies one image after the other, in the caller's thread.
     */
    default Stream<ClassificationResult> classifyAll(Stream<? extends ImageSource> images) {
        return images.sequential().map(image -> ClassificationResult.of(image, this));
    }

    /** The model that answers. */
    ModelIdentity model();

    /**
     * Frees what the classifier holds; calls under way are finished first, and callers that wait for their turn are
     * told of the end. Closing again does nothing. Whoever closes, also an interrupted thread and one of several at
     * once, returns when no call is under way.
     */
    @Override
    void close();
}
