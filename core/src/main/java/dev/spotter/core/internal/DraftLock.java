package dev.spotter.core.internal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Says that a process has drafts in a directory. All processes that have some share the lock of a file there; the
 * system releases it when a process ends in whatever way. A process that gets the lock for itself alone therefore knows
 * that every draft there was left by a process that has ended. Thread-safe.
 */
final class DraftLock implements AutoCloseable {
    static final String NAME = ".drafts.lock";

    /**
     * One for each directory in which this process has drafts. On POSIX a lock belongs to the process and goes when any
     * channel to its file is closed, so all drafts of a directory share one channel.
     */
    private static final Map<Path, DraftLock> HELD = new HashMap<>();

    private final Path directory;
    private final FileChannel channel;
    private int holders;

    private DraftLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Removes what ended processes left in a directory. */
    @FunctionalInterface
    interface Sweep {
        void run() throws IOException;
    }

    /**
     * Shares a directory's lock. On a file system without locks nothing is ever removed.
     *
     * @param directory exists
     * @param sweep runs first, if no process has the lock
     * @throws IOException if the lock's file can be neither made nor read
     */
    static DraftLock share(Path directory, Sweep sweep) throws IOException {
        synchronized (HELD) {
            Path real = directory.toRealPath();
            DraftLock lock = HELD.get(real);
            if (lock == null) {
                lock = new DraftLock(real, open(real.resolve(NAME)));
                lock.begin(sweep);
                HELD.put(real, lock);
            }
            lock.holders++;
            return lock;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            holders--;
            if (holders == 0) {
                HELD.remove(directory);
                channel.close();
            }
        }
    }

    /** Where another user made the file, this one may only be able to read it, which is enough to share the lock. */
    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(OpenableFile.check(file), CREATE, READ, WRITE);
        } catch (AccessDeniedException e) {
            return FileChannel.open(file, READ);
        }
    }

    private void begin(Sweep sweep) throws IOException {
        try (FileLock alone = channel.tryLock()) {
            if (alone != null) {
                sweep.run();
            }
        } catch (IOException | UncheckedIOException | NonWritableChannelException | OverlappingFileLockException e) {
            // Then what was left stays: it only takes space.
        }
        share();
    }

    private void share() throws IOException {
        boolean isDone = false;
        try {
            // The lock lasts until the channel is closed.
            FileLock unused = channel.lock(0, Long.MAX_VALUE, true);
            isDone = unused.isShared();
        } catch (IOException e) {
            isDone = true;
        } finally {
            if (!isDone) {
                channel.close();
            }
        }
    }
}
