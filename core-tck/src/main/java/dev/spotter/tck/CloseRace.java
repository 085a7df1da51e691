package dev.spotter.tck;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.image.ImageBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Callers that classify one image over and over, and several threads that close their classifier at the same moment.
 */
final class CloseRace {
    private static final int CLOSERS = 3;
    private static final int PATIENCE_SECONDS = 120;

    private final Classifier classifier;
    private final ImageBytes image;
    private volatile boolean closed;

    CloseRace(Classifier classifier, ImageBytes image) {
        this.classifier = classifier;
        this.image = image;
    }

    /**
     * What happened.
     *
     * @param calls that returned a classification
     * @param closings the interrupted thread's first
     */
    record Outcome(List<Call> calls, List<Closing> closings) {
        long firstReturnNanos() {
            return closings.stream().mapToLong(Closing::returnNanos).min().orElseThrow();
        }
    }

    /**
     * A call that returned.
     *
     * @param earliestEndNanos no later than the moment it was made: the call's begin and the time that the classifier
     *     says it took
     */
    record Call(long earliestEndNanos, Classification classification) {}

    /** When a thread's call of close returned, and whether the thread was interrupted then. */
    record Closing(long returnNanos, boolean isInterrupted) {}

    /**
     * Has so many callers at work, then closes. A caller that fails otherwise than by a closed classifier fails the
     * race.
     */
    Outcome run(int callers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers + CLOSERS);
        try {
            CountDownLatch atWork = new CountDownLatch(callers);
            List<Future<List<Call>>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                calls.add(threads.submit(() -> classifyUntilClosed(atWork)));
            }
            atWork.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<Closing> closings = all(threads, closers());
            closed = true;
            List<Call> returned = new ArrayList<>();
            for (Future<List<Call>> call : calls) {
                returned.addAll(call.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return new Outcome(returned, closings);
        } finally {
            closed = true;
            threads.shutdownNow();
        }
    }

    /** Ends with the first refusal, or after one more result that must not have come. */
    private List<Call> classifyUntilClosed(CountDownLatch atWork) {
        List<Call> returned = new ArrayList<>();
        boolean isLast = false;
        while (!isLast) {
            isLast = closed;
            long begin = System.nanoTime();
            try {
                Classification classification = classifier.classify(image);
                returned.add(new Call(begin + classification.elapsed().toNanos(), classification));
            } catch (IllegalStateException e) {
                isLast = true;
            } finally {
                atWork.countDown();
            }
        }
        return returned;
    }

    private List<Callable<Closing>> closers() {
        CyclicBarrier together = new CyclicBarrier(CLOSERS);
        List<Callable<Closing>> closers = new ArrayList<>();
        for (int i = 0; i < CLOSERS; i++) {
            boolean isInterrupted = i == 0;
            closers.add(() -> {
                together.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (isInterrupted) {
                    Thread.currentThread().interrupt();
                }
                classifier.close();
                return new Closing(System.nanoTime(), Thread.interrupted());
            });
        }
        return closers;
    }

    private static <T> List<T> all(ExecutorService threads, List<Callable<T>> tasks) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> done : threads.invokeAll(tasks, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            results.add(done.get());
        }
        return results;
    }
}
