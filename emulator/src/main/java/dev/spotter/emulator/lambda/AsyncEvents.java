package dev.spotter.emulator.lambda;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** The events that were sent to one function, and the thread that invokes it with them. */
final class AsyncEvents {
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
    private static final int MAX_DOUBLINGS = 9;

    private final DeployedFunction function;
    private final AsyncSettings settings;
    private final TimeScale scale;
    private final ExecutorService workers;
    private final DelayQueue<AsyncEvent> events = new DelayQueue<>();
    private final Semaphore free;
    private final Thread dispatcher;
    private volatile boolean isClosed;

    AsyncEvents(DeployedFunction function, AsyncSettings settings, TimeScale scale, ExecutorService workers) {
        this.function = function;
        this.settings = settings;
        this.scale = scale;
        this.workers = workers;
        // One more than can run would only be throttled; with none, it must be.
        this.free = new Semaphore(Math.max(1, function.settings().reservedConcurrency()));
        this.dispatcher = new Thread(this::dispatch, "aws-emulator-lambda-async");
        dispatcher.setDaemon(true);
        dispatcher.start();
    }

    AsyncSettings settings() {
        return settings;
    }

    void add(AsyncEvent event) {
        function.tally().accepted();
        events.add(event);
    }

    /** No event is judged any more: what its attempt comes to, if it is ended, says nothing of it. */
    void close() throws InterruptedException {
        isClosed = true;
        dispatcher.interrupt();
        dispatcher.join();
    }

    private void dispatch() {
        try {
            while (true) {
                free.acquire();
                AsyncEvent event = events.take();
                workers.execute(() -> attempt(event));
            }
        } catch (InterruptedException | RejectedExecutionException e) {
            // Closed: what waits stays counted.
        }
    }

    private void attempt(AsyncEvent event) {
        try {
            if (isTooOld(event)) {
                end(event, "EventAgeExceeded");
            } else {
                Invocation invocation = function.invoke(event.requestId(), event.payload());
                if (!isClosed) {
                    judge(event, invocation);
                }
            }
        } finally {
            free.release();
        }
    }

    private void judge(AsyncEvent event, Invocation invocation) {
        if (invocation.isSuccess()) {
            function.tally().done(false);
        } else if (!invocation.isFunctionError()) {
            Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(event.throttles(), MAX_DOUBLINGS));
            event.throttled();
            again(event, backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff);
        } else {
            event.failed(invocation);
            if (event.attempts() > settings.maxRetryAttempts()) {
                end(event, "RetriesExhausted");
            } else {
                again(event, Duration.ofMinutes(event.attempts()));
            }
        }
    }

    /** It is looked at again when its age ends, if that is earlier. */
    private void again(AsyncEvent event, Duration pause) {
        Duration left = scale.of(settings.maxEventAge()).minus(event.age());
        Duration scaled = scale.of(pause);
        event.waitFor(scaled.compareTo(left) < 0 ? scaled : left);
        events.add(event);
    }

    private boolean isTooOld(AsyncEvent event) {
        return event.age().compareTo(scale.of(settings.maxEventAge())) >= 0;
    }

    private void end(AsyncEvent event, String condition) {
        settings.onFailure()
                .ifPresent(queue -> queue.send(FailureRecord.write(
                        event, function.arn(), condition, Clock.systemUTC().instant(), event.last())));
        function.tally().done(true);
    }
}
