package dev.spotter.inference.internal;

import dev.spotter.core.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An image that was named on the command line, or lies in a directory that was.
 *
 * @param name as it is shown: as it was named, or below the directory that was
 * @param file empty where it is a stream
 */
public record InputImage(String name, ImageSource content, Optional<Path> file) {
    /** The image in a file. */
    public static InputImage of(Path file) {
        return new InputImage(NamedPath.name(file), ImageSource.of(file), Optional.of(file));
    }

    /** The image in a stream. */
    public static InputImage of(String name, InputStream stream) {
        return new InputImage(name, ImageSource.of(stream), Optional.empty());
    }

    /** An image that cannot be read. The error is reported when its turn comes. */
    public static InputImage unreadable(String name, IOException reason) {
        ImageSource content = limits -> {
            throw reason;
        };
        return new InputImage(name, content, Optional.empty());
    }

    /** Its size, or the largest number if only reading it to its end shows its size. */
    public long sizeBytes() throws IOException {
        return file.isPresent() && Files.isRegularFile(file.get()) ? Files.size(file.get()) : Long.MAX_VALUE;
    }
}
