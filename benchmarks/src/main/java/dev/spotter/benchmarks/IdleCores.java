package dev.spotter.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Whether the machine has two cores for us, found out by counting on them. */
final class IdleCores {
    private static final Duration COUNTED = Duration.ofMillis(300);
    /** What two threads count of twice what one does, where each has a core. */
    private static final double ENOUGH = 0.9;

    private IdleCores() {}

    static boolean areTwo() throws Exception {
        count(2);
        double one = count(1);
        return count(2) >= 2 * one * ENOUGH;
    }

    private static double count(int threads) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Long>> tasks = Stream.generate(() -> (Callable<Long>) IdleCores::countAlone)
                    .limit(threads)
                    .toList();
            double sum = 0;
            for (Future<Long> counted : workers.invokeAll(tasks)) {
                sum += counted.get();
            }
            return sum;
        } finally {
            workers.shutdown();
        }
    }

    private static long countAlone() {
        long end = System.nanoTime() + COUNTED.toNanos();
        long count = 0;
        while (System.nanoTime() < end) {
            count++;
        }
        return count;
    }
}
