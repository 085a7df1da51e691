package dev.spotter.emulator.lambda;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Counts what a function does. Thread-safe. */
final class FunctionTally {
    private static final int TIMES = 100;

    private final StateMonitor monitor;
    private final Deque<Duration> coldStartTimes = new ArrayDeque<>();
    private long invocations;
    private long errors;
    private long throttles;
    private int running;
    private long waiting;
    private long deadEvents;
    private long coldStarts;
    private int environments;

    FunctionTally(StateMonitor monitor) {
        this.monitor = monitor;
    }

    synchronized void began() {
        running++;
    }

    synchronized void coldStarted(Duration time) {
        coldStarts++;
        environments++;
        if (coldStartTimes.size() == TIMES) {
            coldStartTimes.removeFirst();
        }
        coldStartTimes.addLast(time);
    }

    synchronized void environmentEnded() {
        environments--;
    }

    void ended(boolean isError) {
        synchronized (this) {
            running--;
            invocations++;
            errors += isError ? 1 : 0;
        }
        monitor.changed();
    }

    synchronized void throttled() {
        throttles++;
    }

    synchronized void accepted() {
        waiting++;
    }

    void done(boolean isDead) {
        synchronized (this) {
            waiting--;
            deadEvents += isDead ? 1 : 0;
        }
        monitor.changed();
    }

    synchronized FunctionCounts counts() {
        return new FunctionCounts(
                invocations,
                errors,
                throttles,
                running,
                waiting,
                deadEvents,
                coldStarts,
                environments,
                List.copyOf(coldStartTimes));
    }

    synchronized boolean isIdle() {
        return running == 0 && waiting == 0;
    }
}
