package dev.spotter.inference.network;

import dev.spotter.core.classification.ClassificationResult;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.ImageSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Results in the order of their images; several threads read and classify the images that come next. Not thread-safe.
 * Its threads end after the last result, when the images throw an exception, or when it is closed.
 */
final class ParallelResults implements Iterator<ClassificationResult>, AutoCloseable {
    /**
     * Images that have begun, for each thread: one that is classified, and one whose result waits for its turn or that
     * comes next.
     */
    private static final int AHEAD = 2;

    private final Iterator<? extends ImageSource> images;
    private final ImageLimits limits;
    private final Classifier classifier;
    private final int threads;
    private final Deque<Future<ClassificationResult>> begun = new ArrayDeque<>();
    private final ExecutorService workers;

    ParallelResults(Iterator<? extends ImageSource> images, ImageLimits limits, Classifier classifier, int threads) {
        this.images = images;
        this.limits = limits;
        this.classifier = classifier;
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
    public ClassificationResult next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            while (begun.size() < threads * AHEAD && images.hasNext()) {
                ImageSource image = images.next();
                begun.add(workers.submit(() -> ClassificationResult.of(image, limits, classifier)));
            }
            return begun.remove().get();
        } catch (ExecutionException e) {
            close();
            throw new IllegalStateException("an image's source failed to release it", e.getCause());
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw ClassificationException.transientFailure(
                    "the thread was interrupted while it waited for a result", e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        begun.clear();
    }
}
