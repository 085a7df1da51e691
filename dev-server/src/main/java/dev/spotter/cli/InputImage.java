package dev.spotter.cli;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An image that was named on the command line, or lies in a directory that was.
 *
 * @param name as it is shown: as it was named, or below the directory that was
 */
record InputImage(String name, Content content) {
    /** What is in it. */
    interface Content {
        /**
         * Reads it as a whole, and no more than the limits allow.
         *
         * @throws dev.spotter.core.error.SpotterException if it cannot be an image, or has too many bytes
         * @throws IOException if it cannot be read
         */
        ImageBytes read(ImageLimits limits) throws IOException;

        /** How large it is; of a stream, which does not say, as large as can be. */
        default long sizeBytes() throws IOException {
            return Long.MAX_VALUE;
        }
    }

    /** The image in a file. */
    static InputImage of(Path file) {
        return new InputImage(NamedPath.name(file), new ImageFile(file));
    }

    /** What cannot be read; that is said when its turn comes. */
    static InputImage unreadable(String name, IOException reason) {
        return new InputImage(name, limits -> {
            throw reason;
        });
    }
}
