package dev.spotter.core.image;

import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * An image that is read when it is classified, so that many can be named while few are in memory. {@link ImageBytes}
 * are their own source. A source's text, {@link Object#toString()}, names the image for people.
 */
@FunctionalInterface
public interface ImageSource {
    /**
     * The image in a file. Its text is the path. A file over the limit is not read; named pipes and devices are
     * refused, because they may have no end, with an {@link InvalidRequestException}.
     */
    static ImageSource of(Path file) {
        return new ImageFile(file);
    }

    /** The image in a stream, which is read to its end or until the limit is exceeded, and not closed. */
    static ImageSource of(InputStream stream) {
        return limits -> ImageStream.read(stream, 0, limits);
    }

    /**
     * Reads the image. Called at most once, by the thread that classifies it.
     *
     * @param limits of the classifier: an image with more bytes cannot be classified, so it need not be read
     * @throws ImageTooLargeException if it has more bytes than the limits allow
     * @throws IOException if it cannot be read
     * @throws dev.spotter.core.error.SpotterException if it is known already that it cannot be classified
     */
    ImageBytes read(ImageLimits limits) throws IOException;

    /**
     * Called after {@link #read}, also where that failed, when the image is classified and its bytes are not used any
     * more. Must not throw.
     *
     * @implSpec does nothing
     */
    default void release() {}
}
