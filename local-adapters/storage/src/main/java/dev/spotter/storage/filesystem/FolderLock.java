package dev.spotter.storage.filesystem;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.internal.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes a folder one opener's, until it is closed or its process ends in whatever way. Thread-safe. */
final class FolderLock implements AutoCloseable {
    static final String NAME = ".lock";

    /**
     * The folders that this process has open. On POSIX a lock belongs to the process and goes when any channel to its
     * file is closed: a second opener in the same process must be turned away before it opens one.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * @throws StorageException if another opener has the folder
     * @throws IOException if the folder cannot be written
     */
    static FolderLock acquire(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!OPEN.add(real)) {
            throw taken(folder);
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = OwnerOnly.open(real.resolve(NAME), Set.of(CREATE, WRITE));
            locked = channel.tryLock() != null;
            if (!locked) {
                throw taken(folder);
            }
            return new FolderLock(real, channel);
        } finally {
            if (!locked) {
                release(real, channel);
            }
        }
    }

    boolean isHeld() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            release(folder, channel);
        }
    }

    private static void release(Path folder, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            OPEN.remove(folder);
        }
    }

    private static StorageException taken(Path folder) {
        return StorageException.lasting("the folder " + folder + " is in use by another Spotter", null);
    }
}
