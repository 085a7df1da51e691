package dev.spotter.emulator;

import java.time.Duration;

/**
 * How S3's events go wrong on purpose. S3 promises no more than each event at least once, in any order, at some time;
 * most days it does better, and programs come to count on that.
 *
 * @param copies how often each event is delivered, 1 to 100
 * @param shuffle whether deliveries come in disorder: each waits for a random part of {@link #WINDOW} more
 * @param delay how long each event waits, not negative
 */
public record EventFaults(int copies, boolean shuffle, Duration delay) {
    /** Each event once, in the order of the writes, at once. */
    public static final EventFaults NONE = new EventFaults(1, false, Duration.ZERO);

    /** How far a shuffled delivery can be behind one that was due at the same time. */
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
