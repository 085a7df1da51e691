package dev.spotter.inference.internal;

import dev.spotter.core.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An image that was named on the command line, or found in a directory that was named there.
 *
 * @param name as it is shown: as it was named, or below the directory that was
 * @param file empty where it is a stream
 */
public record InputImage(String name, ImageSource content, Optional<Path> file) {
    /** The argument that names standard input. */
    public static final String STANDARD_INPUT = "-";

    /** What an argument of the command line names, which may be a directory. */
    public static InputImage named(String argument) {
        try {
            return argument.equals(STANDARD_INPUT) ? of(STANDARD_INPUT, System.in) : of(NamedPath.of(argument));
        } catch (IOException e) {
            return unreadable(argument, e);
        }
    }

    /**
     * Each file once: a file is no duplicate of itself, and if the target of a link was deleted as a duplicate, the
     * image would be lost.
     */
    public static List<InputImage> distinct(List<InputImage> images) {
        Set<Path> known = new HashSet<>();
        return images.stream()
                .filter(image -> image.realFile().map(known::add).orElse(true))
                .toList();
    }

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

    /**
     * The file that it is, however it was named and whatever links lead to it; empty where it is a stream or cannot be
     * found.
     */
    private Optional<Path> realFile() {
        try {
            return file.isPresent() ? Optional.of(file.get().toRealPath()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The directory entry that it is, whatever links lead to its directory; a link to the file is another entry. Empty
     * where it is a stream.
     */
    public Optional<Path> entry() {
        return file.map(Path::toAbsolutePath).map(InputImage::entry);
    }

    private static Path entry(Path absolute) {
        Path directory = absolute.getParent();
        Path name = absolute.getFileName();
        try {
            return directory == null || name == null
                    ? absolute
                    : directory.toRealPath().resolve(name);
        } catch (IOException e) {
            return absolute.normalize();
        }
    }

    /** Its size, or the largest number if only reading it to its end shows its size. */
    public long sizeBytes() throws IOException {
        return file.isPresent() && Files.isRegularFile(file.get()) ? Files.size(file.get()) : Long.MAX_VALUE;
    }
}
