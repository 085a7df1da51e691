package dev.spotter.inference.network;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that has begun on a thread of its own. */
final class BackgroundTask<T> {
    private static final int PATIENCE_SECONDS = 30;
    private static final Set<Thread.State> HALTED =
            EnumSet.of(Thread.State.WAITING, Thread.State.BLOCKED, Thread.State.TERMINATED);

    private final FutureTask<T> task;
    private final Thread thread;

    private BackgroundTask(Callable<T> work) {
        task = new FutureTask<>(work);
        thread = new Thread(task, "begun");
        thread.setDaemon(true);
    }

    static <T> BackgroundTask<T> of(Callable<T> work) {
        BackgroundTask<T> begun = new BackgroundTask<>(work);
        begun.thread.start();
        return begun;
    }

    /** Returns when the work waits for another thread, or has ended. */
    void awaitHalt() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!HALTED.contains(thread.getState())) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("the work neither waits nor ends");
            }
            Thread.onSpinWait();
        }
    }

    boolean isDone() {
        return task.isDone();
    }

    T get() throws ExecutionException, InterruptedException, TimeoutException {
        return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
