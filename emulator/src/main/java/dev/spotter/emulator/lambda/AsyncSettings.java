package dev.spotter.emulator.lambda;

import java.time.Duration;
import java.util.Optional;

/**
 * How events that are sent to a function are retried, and for how long they are kept.
 *
 * @param maxRetryAttempts how often an event that failed is tried again, 0 to 2
 * @param maxEventAge how long an event is kept, 1 minute to 6 hours; {@link LambdaEmulator#timeScale} counts
 * @param onFailure receives the record of an event that failed in its last attempt; if empty, the record is dropped
 */
public record AsyncSettings(int maxRetryAttempts, Duration maxEventAge, Optional<MessageQueue> onFailure) {
    private static final int MAX_RETRIES = 2;
    private static final Duration MIN_AGE = Duration.ofMinutes(1);
    private static final Duration MAX_AGE = Duration.ofHours(6);

    /** As Lambda does where nothing is said: two more attempts, six hours, no destination. */
    public static final AsyncSettings DEFAULT = new AsyncSettings(MAX_RETRIES, MAX_AGE, Optional.empty());

    /** @throws IllegalArgumentException if something is out of range */
    public AsyncSettings {
        if (maxRetryAttempts < 0 || maxRetryAttempts > MAX_RETRIES) {
            throw new IllegalArgumentException("maxRetryAttempts must be in 0 to 2 but was " + maxRetryAttempts);
        }
        if (maxEventAge.compareTo(MIN_AGE) < 0 || maxEventAge.compareTo(MAX_AGE) > 0) {
            throw new IllegalArgumentException("maxEventAge must be in PT1M to PT6H but was " + maxEventAge);
        }
    }

    public AsyncSettings withMaxRetryAttempts(int attempts) {
        return new AsyncSettings(attempts, maxEventAge, onFailure);
    }

    public AsyncSettings withMaxEventAge(Duration age) {
        return new AsyncSettings(maxRetryAttempts, age, onFailure);
    }

    public AsyncSettings withOnFailure(MessageQueue queue) {
        return new AsyncSettings(maxRetryAttempts, maxEventAge, Optional.of(queue));
    }
}
