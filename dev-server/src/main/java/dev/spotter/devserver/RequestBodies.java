package dev.spotter.devserver;

import dev.spotter.core.error.BusyException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.internal.ByteBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where bodies are while they come, and their turn once they are there. What comes takes a small part of the heap, and
 * what has no room in it lies on disk. Whole bodies are handled in bounded memory and by threads of their own: many
 * large ones wait for each other instead of running the process out of memory, and keep no thread from requests without
 * a body. Thread-safe.
 */
final class RequestBodies implements AutoCloseable {
    /** A body as JSON is held as bytes, as characters and decoded before it is let go. */
    private static final int COPIES = 5;
    /** The rest is for images being decoded, predictions and the server itself. */
    private static final int PART_OF_HEAP = 3;

    private static final int PART_OF_HEAP_FOR_INCOMING = 12;
    private static final long DISK_BYTES = 1L << 30;
    private static final int UNIT_BYTES = 1 << 10;
    private static final int THREADS = 32;
    private static final Duration IDLE_THREADS = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(45);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ByteBudget memory = new ByteBudget(Runtime.getRuntime().maxMemory() / PART_OF_HEAP_FOR_INCOMING);
    private final ByteBudget disk = new ByteBudget(DISK_BYTES);
    private final int units =
            (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / PART_OF_HEAP / UNIT_BYTES);
    private final Semaphore free = new Semaphore(units, true);
    /** So many of the server's own threads may be kept by whole bodies; it has several times as many. */
    private final Semaphore direct = new Semaphore(THREADS);

    private final ExecutorService threads;

    RequestBodies() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_THREADS.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), job -> {
                    Thread thread = new Thread(job, "uploads");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    BodyBuffer newBuffer() {
        return new BodyBuffer(memory, disk);
    }

    /**
     * Runs a job: in the caller's thread while few do so, which is quickest, else by one of the threads for whole
     * bodies.
     *
     * @throws BusyException if the server stops
     */
    void run(Runnable job) {
        if (direct.tryAcquire()) {
            try {
                job.run();
            } finally {
                direct.release();
            }
            return;
        }
        try {
            threads.execute(job);
        } catch (RejectedExecutionException e) {
            throw new BusyException("the server is stopping; upload the image again later", PAUSE);
        }
    }

    /**
     * Hands a whole body over once there is room for its copies, which is kept until its user returns; always
     * closes its buffer.
     *
     * @throws BusyException if there is no room in time, or the bytes cannot be had back from disk
     */
    void use(BodyBuffer buffer, Consumer<ImageBytes> user) {
        try (buffer) {
            int share = acquire(buffer.size());
            try {
                byte[] bytes = buffer.toBytes();
                buffer.close();
                user.accept(ImageBytes.wrap(bytes));
            } finally {
                free.release(share);
            }
        } catch (IOException e) {
            throw new BusyException("the upload could not be read back; upload the image again", PAUSE);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int acquire(long bytes) {
        int share = (int) Math.min(units, bytes * COPIES / UNIT_BYTES);
        try {
            if (free.tryAcquire(share, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return share;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new BusyException("too many large uploads at once; upload the image again later", PAUSE);
    }
}
