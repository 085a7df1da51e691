package dev.spotter.inference.internal;

import dev.spotter.core.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Why an image was not classified, in words for people where it is about reading the file. */
public final class ReadFailure {
    private ReadFailure() {}

    /** The same error, unchecked. */
    public static RuntimeException of(@Nullable Throwable error) {
        if (error instanceof RuntimeException known) {
            return known;
        }
        if (error instanceof NoSuchFileException e) {
            return unreadable(isLink(e.getFile()) ? "it is a link to nothing" : "there is no such file");
        }
        if (error instanceof AccessDeniedException e) {
            return unreadable(
                    isDirectory(e.getFile())
                            ? "no permission to read the directory"
                            : "no permission to read the file");
        }
        if (error instanceof FileSystemException e && e.getReason() != null) {
            return unreadable("the file cannot be read: " + e.getReason());
        }
        if (error instanceof IOException) {
            return unreadable("the file cannot be read: " + error.getMessage());
        }
        return new IllegalStateException(error);
    }

    private static boolean isLink(@Nullable String file) {
        try {
            return file != null && Files.isSymbolicLink(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isDirectory(@Nullable String file) {
        try {
            return file != null && Files.isDirectory(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static InvalidRequestException unreadable(String message) {
        return new InvalidRequestException("file", message);
    }
}
