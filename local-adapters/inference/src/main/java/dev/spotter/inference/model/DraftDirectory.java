package dev.spotter.inference.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** A directory in the making: it appears under its name whole, or not at all. Not thread-safe. */
final class DraftDirectory implements AutoCloseable {
    private static final String REMOVED = "removed";

    private final Path path;

    private DraftDirectory(Path path) {
        this.path = path;
    }

    /** One beside where it will be; the directory is made where it is not there. */
    static DraftDirectory in(Path parent) throws IOException {
        Files.createDirectories(parent);
        // Not as Java makes temporary directories, which other users may not read: they may use a home that one user
        // has prepared.
        return new DraftDirectory(Files.createDirectory(parent.resolve(".draft" + UUID.randomUUID())));
    }

    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file, durably; gives its size. */
    long write(String name, Content content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(path.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            content.writeTo(out);
            out.flush();
            channel.force(true);
            return channel.size();
        }
    }

    /** The path of a file that was written. */
    Path file(String name) {
        return path.resolve(name);
    }

    /** @throws IOException if there is a directory with files already, among others */
    void publish(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what was not published. */
    @Override
    public void close() throws IOException {
        delete(path);
    }

    /** Removes a directory: all at once for whoever looks at its name, then file by file. */
    static void remove(Path directory) throws IOException {
        Path removed = Files.createTempDirectory(directory.getParent(), "." + REMOVED);
        try {
            Files.move(directory, removed.resolve(REMOVED), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(removed);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
