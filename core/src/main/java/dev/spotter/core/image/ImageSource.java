package dev.spotter.core.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image that is read when it is classified, so that many can be named while few are in memory. {@link ImageBytes}
 * are their own source.
 */
public interface ImageSource {
    /** The image in a file, which is read whole. */
    static ImageSource of(Path file) {
        return () -> ImageBytes.wrap(Files.readAllBytes(file));
    }

    /**
     * Reads the image. Called at most once, by the thread that classifies it.
     *
     * @throws IOException if it cannot be read
     * @throws dev.spotter.core.error.SpotterException if it is known already that it cannot be classified, as one that
     *     is too large
     */
    ImageBytes read() throws IOException;

    /**
     * Called after {@link #read}, also where that failed, when the image is classified and its bytes are not used any
     * more. Must not throw.
     *
     * @implSpec does nothing
     */
    default void release() {}
}
