package dev.spotter.emulator.lambda;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A monitor: threads wait in it for a state that other threads reach. */
final class StateMonitor {
    /** A state may change with time alone, without a call of {@link #changed}. */
    private static final long LOOK_AGAIN_MILLIS = 50;

    synchronized void changed() {
        notifyAll();
    }

    /** Whether the state came about in time. */
    synchronized boolean await(BooleanSupplier state, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!state.getAsBoolean()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(Math.min(left, LOOK_AGAIN_MILLIS));
        }
        return true;
    }
}
