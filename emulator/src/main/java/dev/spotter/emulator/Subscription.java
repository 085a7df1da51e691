package dev.spotter.emulator;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A subscriber of a bucket's new objects, with the thread that calls it. */
final class Subscription {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int STOP_SECONDS = 5;

    private final String bucket;
    private final String prefix;
    private final Consumer<byte[]> target;
    private final EventTally tally;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, job -> {
        Thread made = new Thread(job, "aws-emulator-events");
        made.setDaemon(true);
        return made;
    });

    Subscription(String bucket, String prefix, Consumer<byte[]> target, EventTally tally) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.target = target;
        this.tally = tally;
    }

    boolean wants(String ofBucket, String key) {
        return bucket.equals(ofBucket) && key.startsWith(prefix);
    }

    void deliver(byte[] event, Duration delay) {
        schedule(event, delay, FIRST_PAUSE);
    }

    void close() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The job reports its errors itself.
    private void schedule(byte[] event, Duration delay, Duration pauseIfItFails) {
        try {
            thread.schedule(() -> deliverNow(event, pauseIfItFails), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed: it stays among those that wait.
        }
    }

    private void deliverNow(byte[] event, Duration pauseIfItFails) {
        try {
            target.accept(event.clone());
        } catch (RuntimeException | Error e) {
            System.getLogger(S3Events.class.getName())
                    .log(System.Logger.Level.WARNING, "an event of S3 could not be delivered, it comes again", e);
            tally.failed();
            Duration doubled = pauseIfItFails.multipliedBy(2);
            schedule(event, pauseIfItFails, doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled);
            return;
        }
        tally.delivered();
    }
}
