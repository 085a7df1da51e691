package dev.spotter.inference.teaching;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Threads, one for each processor, that share the parts of a computation. For one caller at a time. */
final class Workers implements AutoCloseable {
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), work -> {
                Thread thread = new Thread(work, "teaching");
                thread.setDaemon(true);
                return thread;
            });

    /**
     * Runs all parts and waits for them.
     *
     * @param parts their number; must not depend on the machine where results are added in the order of parts
     * @throws IllegalStateException if the thread is interrupted; its flag stays set
     */
    void run(int parts, IntConsumer part) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int number = i;
            running.add(threads.submit(() -> part.accept(number)));
        }
        for (Future<?> each : running) {
            await(each);
        }
    }

    private static void await(Future<?> part) {
        try {
            part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the thread was interrupted while it waited for the regression", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the regression failed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
