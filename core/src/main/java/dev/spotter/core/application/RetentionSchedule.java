package dev.spotter.core.application;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Applies a {@link Retention} in a thread of its own: from {@link #begin} on, and then once a minute, or more often if
 * the period is below an hour. Many images are deleted with short pauses, so that requests are not delayed. A failure
 * is logged and tried again. Thread-safe.
 */
public final class RetentionSchedule implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RetentionSchedule.class.getName());
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final int PAUSES_IN_A_PERIOD = 60;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Retention retention;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "retention");

    public RetentionSchedule(Retention retention) {
        this.retention = retention;
        thread.setDaemon(true);
    }

    /** Begins to delete. To be called once. */
    public void begin() {
        thread.start();
    }

    /** Ends after the images that are being deleted, or after ten seconds. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Duration wait = Duration.ZERO;
            while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = deleteSome() ? BETWEEN_BATCHES : pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean deleteSome() {
        try {
            return retention.deleteSome();
        } catch (RuntimeException e) {
            LOG.log(
                    WARNING,
                    "an old image could not be deleted: {0} ({1})",
                    e.getMessage(),
                    String.valueOf(e.getCause()));
            return false;
        }
    }

    private Duration pause() {
        Duration part = retention.period().dividedBy(PAUSES_IN_A_PERIOD);
        if (part.compareTo(LONGEST_PAUSE) > 0) {
            return LONGEST_PAUSE;
        }
        return part.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : part;
    }
}
