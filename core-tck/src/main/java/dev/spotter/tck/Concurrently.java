package dev.spotter.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Several threads at once, and waiting for what they bring about. */
final class Concurrently {
    static final int WRITERS = 8;

    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

    private Concurrently() {}

    /**
     * Runs one task for each number below {@link #WRITERS}, all starting at the same moment; their results by that
     * number.
     */
    static <T> List<T> run(IntFunction<Callable<T>> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        try {
            CyclicBarrier start = new CyclicBarrier(WRITERS);
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Callable<T> one = task.apply(i);
                tasks.add(() -> {
                    start.await();
                    return one.call();
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> done : pool.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Reads until the value is as wanted or the patience is at its end; the last value read. */
    static <T> T await(Duration patience, Supplier<T> read, Predicate<T> wanted) {
        long deadline = System.nanoTime() + patience.toNanos();
        T value = read.get();
        while (!wanted.test(value) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(POLL_NANOS);
            value = read.get();
        }
        return value;
    }
}
