package dev.spotter.emulator.lambda;

import java.time.Duration;

/** How much of Lambda's waiting is waited. Thread-safe. */
final class TimeScale {
    private static final Duration LEAST = Duration.ofMillis(1);

    private volatile double factor = 1;

    /** @throws IllegalArgumentException if it is not above 0 */
    void set(double other) {
        if (!(other > 0 && other <= 1)) {
            throw new IllegalArgumentException("timeScale must be above 0 and at most 1 but was " + other);
        }
        factor = other;
    }

    double factor() {
        return factor;
    }

    Duration of(Duration time) {
        Duration scaled = Duration.ofNanos((long) (time.toNanos() * factor));
        return scaled.compareTo(LEAST) < 0 ? LEAST : scaled;
    }
}
