package dev.spotter.inference.network;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.image.ImageBytes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Answers in the order of their images, with some images worked on ahead of the one that is asked for. Not thread-safe;
 * ends its threads after the last answer, with a failure, or when it is closed.
 */
final class LookAhead implements Iterator<Classification>, AutoCloseable {
    /**
     * Images that have begun, for each thread: one that is worked on, and one whose answer waits for its turn or that
     * comes next.
     */
    private static final int AHEAD = 2;

    private final Iterator<ImageBytes> images;
    private final Function<ImageBytes, Classification> classify;
    private final int threads;
    private final Deque<Future<Classification>> begun = new ArrayDeque<>();
    private final ExecutorService workers;

    LookAhead(Iterator<ImageBytes> images, Function<ImageBytes, Classification> classify, int threads) {
        this.images = images;
        this.classify = classify;
        this.threads = threads;
        // Threads start with the first image.
        this.workers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "classify-all");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public boolean hasNext() {
        boolean more = false;
        try {
            more = !workers.isShutdown() && (!begun.isEmpty() || images.hasNext());
            return more;
        } finally {
            if (!more) {
                close();
            }
        }
    }

    @Override
    public Classification next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            while (begun.size() < threads * AHEAD && images.hasNext()) {
                ImageBytes image = images.next();
                begun.add(workers.submit(() -> classify.apply(image)));
            }
            return begun.remove().get();
        } catch (ExecutionException e) {
            close();
            throw asUnchecked(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw ClassificationException.passing("the thread was interrupted while it waited for an answer", e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Classifying throws no checked exceptions. */
    private static RuntimeException asUnchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }

    @Override
    public void close() {
        workers.shutdownNow();
        begun.clear();
    }
}
