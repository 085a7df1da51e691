package dev.spotter.cli;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A picture that was named on the command line.
 *
 * @param name as it was named
 */
record Picture(String name) {
    private static final String STANDARD_INPUT = "-";
    /** Enough of a file to tell its format. */
    private static final int FIRST_BYTES = 32;

    /** What the arguments name, folders replaced by the pictures in them, by name. */
    static List<Picture> find(List<String> arguments) {
        List<Picture> pictures = new ArrayList<>();
        for (String argument : arguments) {
            if (isFolder(argument)) {
                pictures.addAll(picturesIn(Path.of(argument)));
            } else {
                pictures.add(new Picture(argument));
            }
        }
        return pictures;
    }

    /**
     * Classifies it.
     *
     * @throws dev.spotter.core.error.SpotterException if it is no good picture
     * @throws IOException if it cannot be read
     */
    Classification classify(Classifier classifier) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            int limit = Math.toIntExact(ImageLimits.DEFAULT.maxBytes());
            return classifier.classify(ImageBytes.wrap(System.in.readNBytes(limit + 1)));
        }
        try {
            return classifier.classify(Path.of(name));
        } catch (InvalidPathException e) {
            throw new NoSuchFileException(name);
        }
    }

    /** The same error, unchecked, and in words for people where it is about reading the file. */
    static RuntimeException toRuntime(@Nullable Throwable error) {
        if (error instanceof RuntimeException known) {
            return known;
        }
        if (error instanceof NoSuchFileException) {
            return unreadable("there is no such file");
        }
        if (error instanceof AccessDeniedException) {
            return unreadable("the file may not be read");
        }
        if (error instanceof IOException) {
            return unreadable("the file cannot be read: " + error.getMessage());
        }
        return new IllegalStateException(error);
    }

    private static InvalidRequestException unreadable(String message) {
        return new InvalidRequestException("file", message);
    }

    private static boolean isFolder(String argument) {
        try {
            return !argument.equals(STANDARD_INPUT) && Files.isDirectory(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static List<Picture> picturesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .filter(Picture::beginsLikeOne)
                    .map(file -> new Picture(file.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            throw new InvalidRequestException(
                    "file", "the folder %s cannot be read: %s".formatted(folder, e.getMessage()));
        }
    }

    /** One that cannot be opened is kept, so that it is named as unreadable. */
    private static boolean beginsLikeOne(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return ImageFormat.sniff(ImageBytes.wrap(in.readNBytes(FIRST_BYTES)))
                    .isPresent();
        } catch (IOException e) {
            return true;
        }
    }
}
