package dev.spotter.storage.filesystem;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.spotter.core.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a store, which may disappear while the store is open: a disk is detached, or somebody moves it. A
 * store that did not notice would take all its images for deleted, and write new ones to another disk. A directory that
 * is moved back is used again. One that only has the same content, such as a copy, is not used, and neither is one on a
 * disk that was attached anew if it has another device number: the store must be opened again. Thread-safe.
 */
final class RootDirectory {
    private static final System.Logger LOG = System.getLogger(RootDirectory.class.getName());

    private final Path path;
    /** What the operating system knows the directory by; null where it has nothing of the kind. */
    private final @Nullable Object key;

    private final AtomicBoolean missing = new AtomicBoolean();

    private RootDirectory(Path path, @Nullable Object key) {
        this.path = path;
        this.key = key;
    }

    static RootDirectory open(Path path) throws IOException {
        return new RootDirectory(path, key(path));
    }

    Path path() {
        return path;
    }

    /** Whether the directory that was opened is at its path. */
    boolean isPresent() {
        boolean present = isSame();
        if (missing.compareAndSet(present, !present)) {
            if (present) {
                LOG.log(INFO, "the directory {0} is there again", path);
            } else {
                LOG.log(
                        WARNING,
                        "the directory {0} is missing: move it back. If another one has its place, also on a disk that "
                                + "was attached anew, restart the server to use it",
                        path);
            }
        }
        return present;
    }

    /** @throws StorageException if the directory is not present; retryable */
    void requirePresent() {
        if (!isPresent()) {
            throw StorageException.transientFailure("the directory of the stored images is missing", null);
        }
    }

    private boolean isSame() {
        try {
            return Objects.equals(key, key(path));
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable Object key(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        if (!found.isDirectory()) {
            throw new IOException(path + " is not a directory");
        }
        return found.fileKey();
    }
}
