package dev.spotter.inference.internal;

import dev.spotter.core.error.ClassificationException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Results in the order of their items; several threads work on the items that come next. Not thread-safe. Its threads
 * end after the last result, when the items throw an exception, or when it is closed.
 *
 * @param <S> an item, such as an image
 * @param <T> its result
 */
public final class ParallelResults<S, T> implements Iterator<T>, AutoCloseable {
    /**
     * Items that have begun, for each thread: one that is worked on, and one whose result waits for its turn or that
     * comes next.
     */
    private static final int AHEAD = 2;

    private final Iterator<? extends S> items;
    private final Function<? super S, ? extends T> work;
    private final int threads;
    private final Deque<Future<T>> begun = new ArrayDeque<>();
    private final ExecutorService workers;

    private ParallelResults(
            Iterator<? extends S> items, Function<? super S, ? extends T> work, int threads, String threadName) {
        this.items = items;
        this.work = work;
        this.threads = threads;
        // Threads start with the first item.
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * The results of a stream's items, as they are asked for. Closing the stream of results closes the items too, and
     * interrupts the threads.
     *
     * @param work makes an item's result, on any of the threads; a runtime exception that it
     *     throws ends the results, and is thrown in its result's place
     * @param threads that work at once; at least 1
     */
    public static <S, T> Stream<T> of(
            Stream<? extends S> items, Function<? super S, ? extends T> work, int threads, String threadName) {
        ParallelResults<S, T> results = new ParallelResults<>(items.iterator(), work, threads, threadName);
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(results, characteristics), false)
                .onClose(results::close)
                .onClose(items::close);
    }

    @Override
    public boolean hasNext() {
        boolean more = false;
        try {
            more = !workers.isShutdown() && (!begun.isEmpty() || items.hasNext());
            return more;
        } finally {
            if (!more) {
                close();
            }
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            while (begun.size() < threads * AHEAD && items.hasNext()) {
                S item = items.next();
                begun.add(workers.submit(() -> work.apply(item)));
            }
            return begun.remove().get();
        } catch (ExecutionException e) {
            close();
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException("the work on one of many items failed", e.getCause());
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
