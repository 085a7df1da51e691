package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Something is missing in a {@link SpotterHome} and cannot be written there. */
public final class HomeNotWritableException extends ModelException {
    private static final long serialVersionUID = 1L;

    /**
     * A file that is missing and cannot be written.
     *
     * @param what is missing, such as {@code libtorch}
     * @param directory where it belongs
     */
    public HomeNotWritableException(String what, Path directory, Exception cause) {
        super(
                "%s cannot be written to %s (%s): set %s to a directory that can be written"
                        .formatted(what, directory, reason(cause), SpotterHome.VARIABLE),
                cause);
    }

    private static String reason(Exception error) {
        if (error instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return reason(unchecked.getCause());
        }
        if (error instanceof AccessDeniedException) {
            return "not allowed";
        }
        if (error instanceof FileAlreadyExistsException || error instanceof NotDirectoryException) {
            return "a file is in its place";
        }
        if (error instanceof NoSuchFileException) {
            return "the directory is gone or cannot be made";
        }
        return error instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(error.getMessage());
    }
}
