package dev.spotter.emulator;

import java.time.Duration;

/**
 * Faults of S3's events. S3 promises to deliver each event at least once, in any order, at some time. Usually it does
 * better, and programs rely on it by mistake.
 *
 * @param copies the number of deliveries of each event, 1 to 100
 * @param shuffle whether deliveries are reordered: each waits for an additional random part of {@link #WINDOW}
 * @param delay the delay of each event, not negative
 */
public record EventFaults(int copies, boolean shuffle, Duration delay) {
    /** No faults: each event once, in the order of the writes, without delay. */
    public static final EventFaults NONE = new EventFaults(1, false, Duration.ZERO);

    /** The largest additional delay of a shuffled delivery. */
    public static final Duration WINDOW = Duration.ofMillis(500);

    private static final int MAX_COPIES = 100;

    /** @throws IllegalArgumentException if {@code copies} is out of range or the delay is negative */
    public EventFaults {
        if (copies < 1 || copies > MAX_COPIES) {
            throw new IllegalArgumentException("copies must be in 1 to %d but was %d".formatted(MAX_COPIES, copies));
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative but was " + delay);
        }
    }

    public EventFaults withCopies(int number) {
        return new EventFaults(number, shuffle, delay);
    }

    public EventFaults shuffled() {
        return new EventFaults(copies, true, delay);
    }

    public EventFaults withDelay(Duration time) {
        return new EventFaults(copies, shuffle, time);
    }
}
