package dev.spotter.emulator.lambda;

import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An event that was sent to a function, between its attempts. Used by one thread after another. */
final class AsyncEvent implements Delayed {
    private final String requestId;
    private final byte[] payload;
    private final long acceptedAt = System.nanoTime();
    private long dueAt = acceptedAt;
    private int attempts;
    private int throttles;
    private @Nullable Invocation last;

    AsyncEvent(String requestId, byte[] payload) {
        this.requestId = requestId;
        this.payload = payload;
    }

    String requestId() {
        return requestId;
    }

    byte[] payload() {
        return payload;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - acceptedAt);
    }

    /** How often the function was run with it. */
    int attempts() {
        return attempts;
    }

    /** How often it was throttled since it was last run. */
    int throttles() {
        return throttles;
    }

    /** What its last attempt came to, if there was one. */
    @Nullable Invocation last() {
        return last;
    }

    void failed(Invocation error) {
        attempts++;
        throttles = 0;
        last = error;
    }

    void throttled() {
        throttles++;
    }

    void waitFor(Duration time) {
        dueAt = System.nanoTime() + time.toNanos();
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(dueAt - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return other instanceof AsyncEvent event
                ? Long.signum(dueAt - event.dueAt)
                : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
