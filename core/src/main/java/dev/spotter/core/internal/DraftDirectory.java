package dev.spotter.core.internal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds a directory that appears whole or not at all: as a draft beside its place, then moved there. A draft that a
 * process left behind when it ended is removed by the next process that makes one in the same parent. Several processes
 * may do so at once. One thread at a time.
 */
public final class DraftDirectory implements AutoCloseable {
    private static final String DRAFT = ".draft";
    private static final String REMOVED = ".removed";
    private static final Pattern LEFT_BEHIND =
            Pattern.compile("(\\.draft|\\.removed)\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final Path path;
    private final DraftLock lock;
    private boolean isClosed;

    private DraftDirectory(Path path, DraftLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a draft. Others can read it as they can any new directory, because they may use models that one user has
     * prepared.
     *
     * @param parent of the place where it will be; made if it is missing
     */
    public static DraftDirectory in(Path parent) throws IOException {
        Files.createDirectories(parent);
        DraftLock lock = DraftLock.share(parent, () -> sweep(parent));
        return make(parent, DRAFT, lock);
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file and forces it to the disk.
     *
     * @return its size in bytes
     */
    public long write(String name, Content content) throws IOException {
        return write(FileChannel.open(file(name), CREATE_NEW, WRITE), content);
    }

    /**
     * Writes a file that only its owner can read, and forces it to the disk.
     *
     * @return its size in bytes
     */
    public long writePrivate(String name, Content content) throws IOException {
        return write(OwnerOnly.open(file(name), Set.of(CREATE_NEW, WRITE)), content);
    }

    private static long write(FileChannel opened, Content content) throws IOException {
        try (FileChannel channel = opened) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            content.writeTo(out);
            out.flush();
            channel.force(true);
            return channel.size();
        }
    }

    /** Where the draft is while it is one. */
    public Path path() {
        return path;
    }

    /** The path of a file in the draft. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /**
     * Moves the draft to its place.
     *
     * @throws IOException if a directory with files has the place, among others
     */
    public void publish(Path target) throws IOException {
        Files.move(path, target, ATOMIC_MOVE);
    }

    /** Removes what was not published. Closing again does nothing. */
    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (lock) {
            delete(path);
        }
    }

    /**
     * Removes a directory: its name is free at once, then its files are deleted one by one.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static void remove(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().resolveSibling("");
        DraftLock lock = DraftLock.share(parent, () -> sweep(parent));
        try (DraftDirectory removed = make(parent, REMOVED, lock)) {
            Files.move(directory, removed.file("directory"), ATOMIC_MOVE);
        }
    }

    /** Deletes a directory with all files in it. One that does not exist is no error. */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static DraftDirectory make(Path parent, String prefix, DraftLock lock) throws IOException {
        boolean isMade = false;
        try {
            Path path = Files.createDirectory(parent.resolve(prefix + UUID.randomUUID()));
            isMade = true;
            return new DraftDirectory(path, lock);
        } finally {
            if (!isMade) {
                lock.close();
            }
        }
    }

    private static void sweep(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            List<Path> left = files.filter(DraftDirectory::isLeftBehind).toList();
            for (Path directory : left) {
                delete(directory);
            }
        }
    }

    private static boolean isLeftBehind(Path file) {
        return LEFT_BEHIND.matcher(file.getFileName().toString()).matches() && Files.isDirectory(file, NOFOLLOW_LINKS);
    }
}
