package dev.spotter.core.internal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.spotter.core.error.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reserves a directory for one opener, until the lock is closed or its process ends. There may be several lock files,
 * so that a second opener is refused also where one of them was deleted. Thread-safe.
 */
public final class DirectoryLock implements AutoCloseable {
    /** The usual name of a lock file. */
    public static final String NAME = ".lock";

    /**
     * The directories that this process has open. On POSIX a lock belongs to the process and goes when any channel to
     * its file is closed: a second opener in the same process must be refused before it opens one.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final List<FileChannel> channels = new ArrayList<>();

    private DirectoryLock(Path directory) {
        this.directory = directory;
    }

    /**
     * Reserves a directory.
     *
     * @param directory exists
     * @param files the lock files, made where they are missing; they are their owner's alone
     * @throws StorageException if another opener has the directory
     * @throws IOException if a lock file cannot be written
     */
    public static DirectoryLock acquire(Path directory, List<Path> files) throws IOException {
        Path real = directory.toRealPath();
        if (!OPEN.add(real)) {
            throw taken(directory);
        }
        DirectoryLock lock = new DirectoryLock(real);
        boolean isHeld = false;
        try {
            isHeld = lock.lockAll(files);
        } finally {
            if (!isHeld) {
                lock.close();
            }
        }
        if (!isHeld) {
            throw taken(directory);
        }
        return lock;
    }

    /** Whether it is not yet closed. */
    public boolean isHeld() {
        return channels.stream().allMatch(FileChannel::isOpen);
    }

    /** Closing again does nothing. */
    @Override
    public void close() throws IOException {
        if (channels.isEmpty() || isHeld()) {
            try {
                for (FileChannel channel : channels) {
                    channel.close();
                }
            } finally {
                OPEN.remove(directory);
            }
        }
    }

    private boolean lockAll(List<Path> files) throws IOException {
        for (Path file : files) {
            FileChannel channel = OwnerOnly.open(OpenableFile.check(file), Set.of(CREATE, WRITE));
            channels.add(channel);
            OwnerOnly.tighten(file);
            if (channel.tryLock() == null) {
                return false;
            }
        }
        return true;
    }

    private static StorageException taken(Path directory) {
        return StorageException.permanentFailure("the directory " + directory + " is in use by another Spotter", null);
    }
}
