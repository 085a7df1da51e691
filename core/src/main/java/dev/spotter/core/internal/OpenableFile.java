package dev.spotter.core.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Files that can be opened at once. The system opens a pipe only when another process opens its other end. */
public final class OpenableFile {
    private OpenableFile() {}

    /**
     * Refuses a pipe or a device before it is opened. A missing file is accepted, because it may be made.
     *
     * @return the same path
     * @throws FileSystemException if it is a pipe or a device; its reason names the file
     * @throws IOException if its kind cannot be found out
     */
    public static Path check(Path file) throws IOException {
        try {
            if (Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
                throw new FileSystemException(
                        file.toString(), null, file.getFileName() + " is a pipe or a device, not a file");
            }
        } catch (NoSuchFileException e) {
            // It is made when it is opened.
        }
        return file;
    }
}
