package dev.spotter.inference.model;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.spotter.core.internal.OpenableFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A change of installed models. Only one is made at a time: others wait, in this process and, on a file system that has
 * locks, in other processes. It takes a few renames, so nobody waits long. The lock of a process that ends is released.
 */
final class ModelChange {
    /** The file that processes lock, in the directory of installed models. */
    static final String LOCK = ".change.lock";

    /** A process cannot lock a file twice, so its threads wait here. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private ModelChange() {}

    /** The steps of a change. */
    @FunctionalInterface
    interface Steps {
        void run() throws IOException;
    }

    /**
     * Makes a change after those that others have begun.
     *
     * @param root the directory of installed models, which exists
     * @throws IOException if the lock's file cannot be written, or the change fails
     */
    static void make(Path root, Steps steps) throws IOException {
        THREADS.lock();
        try (FileChannel channel = FileChannel.open(OpenableFile.check(root.resolve(LOCK)), CREATE, WRITE)) {
            excludeProcesses(channel);
            steps.run();
        } finally {
            THREADS.unlock();
        }
    }

    /** The lock lasts until the channel is closed. */
    private static void excludeProcesses(FileChannel channel) throws IOException {
        try {
            FileLock unused = channel.lock();
        } catch (IOException e) {
            // A file system without locks leaves the channel open; an interrupt closes it.
            if (!channel.isOpen()) {
                throw e;
            }
        }
    }
}
