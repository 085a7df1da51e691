package dev.spotter.emulator;

import java.time.Duration;

/** Counts events and their deliveries. Thread-safe. */
final class EventTally {
    private long raised;
    private long delivered;
    private long failed;
    private long waiting;

    synchronized void raised(int copies) {
        raised++;
        waiting += copies;
    }

    synchronized void delivered() {
        delivered++;
        waiting--;
        notifyAll();
    }

    synchronized void failed() {
        failed++;
    }

    synchronized EventCounts counts() {
        return new EventCounts(raised, delivered, failed, waiting);
    }

    synchronized boolean awaitNoneWaiting(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (waiting > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
