package dev.spotter.emulator;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.internal.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes a folder one emulator's, until it is closed or its process ends in whatever way. There are two lock files, one
 * of them beside DynamoDB's database: who deletes the one that is seen first gets no second emulator going. The
 * database itself cannot be locked, since SQLite closes it now and then, and on POSIX all locks of a process go with
 * that. Thread-safe.
 */
final class DataFolderLock implements AutoCloseable {
    static final String NAME = ".lock";

    /**
     * The folders that this process has open: it must turn a second opener away before that opens a lock file, for the
     * same reason.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final List<FileChannel> channels = new ArrayList<>();

    private DataFolderLock(Path folder) {
        this.folder = folder;
    }

    /**
     * @param folder as its real path
     * @param inner a folder inside, made where it is missing
     * @throws StorageException if another emulator has the folder
     * @throws IOException if the folder cannot be written
     */
    static DataFolderLock acquire(Path folder, Path inner) throws IOException {
        if (!OPEN.add(folder)) {
            throw taken(folder);
        }
        DataFolderLock lock = new DataFolderLock(folder);
        boolean isHeld = false;
        try {
            OwnerOnly.createDirectories(inner);
            isHeld = lock.isLocked(folder.resolve(NAME)) && lock.isLocked(inner.resolve(NAME));
        } finally {
            if (!isHeld) {
                lock.close();
            }
        }
        if (!isHeld) {
            throw taken(folder);
        }
        return lock;
    }

    @Override
    public void close() throws IOException {
        try {
            for (FileChannel channel : channels) {
                channel.close();
            }
        } finally {
            OPEN.remove(folder);
        }
    }

    private boolean isLocked(Path file) throws IOException {
        FileChannel channel = OwnerOnly.open(file, Set.of(CREATE, WRITE));
        channels.add(channel);
        OwnerOnly.tighten(file);
        return channel.tryLock() != null;
    }

    private static StorageException taken(Path folder) {
        return StorageException.lasting("the folder " + folder + " is in use by another Spotter", null);
    }
}
