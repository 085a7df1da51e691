package dev.spotter.emulator.lambda;

import java.time.Duration;
import java.util.Map;

/**
 * A function, as it is configured.
 *
 * @param name letters, digits, hyphens and underscores, at most 64
 * @param timeout how long an invocation may take, above 0 and at most 15 minutes
 * @param memoryMegabytes 128 to 10,240
 * @param reservedConcurrency how many invocations may run at the same time, 0 to 1,000; with 0 all are throttled
 * @param environment variables of its own
 */
public record FunctionSettings(
        String name, Duration timeout, int memoryMegabytes, int reservedConcurrency, Map<String, String> environment) {
    /** What {@link #of} gives: Lambda's account quota of 1,000 would be too much for one machine. */
    public static final int DEFAULT_CONCURRENCY = 10;

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(15);
    private static final int MIN_MEMORY = 128;
    private static final int MAX_MEMORY = 10_240;
    private static final int MAX_CONCURRENCY = 1_000;

    /** @throws IllegalArgumentException if something is out of range */
    public FunctionSettings {
        if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "name must have 1 to 64 letters, digits, hyphens and underscores but was \"" + name + "\"");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout must be above 0 and at most PT15M but was " + timeout);
        }
        require("memoryMegabytes", MIN_MEMORY, MAX_MEMORY, memoryMegabytes);
        require("reservedConcurrency", 0, MAX_CONCURRENCY, reservedConcurrency);
        environment = Map.copyOf(environment);
    }

    /**
     * A function as Lambda makes it where nothing is said: 3 s, 128 MB, no variables; {@link #DEFAULT_CONCURRENCY} at a
     * time.
     */
    public static FunctionSettings of(String name) {
        return new FunctionSettings(name, DEFAULT_TIMEOUT, MIN_MEMORY, DEFAULT_CONCURRENCY, Map.of());
    }

    public FunctionSettings withTimeout(Duration time) {
        return new FunctionSettings(name, time, memoryMegabytes, reservedConcurrency, environment);
    }

    public FunctionSettings withMemoryMegabytes(int megabytes) {
        return new FunctionSettings(name, timeout, megabytes, reservedConcurrency, environment);
    }

    public FunctionSettings withReservedConcurrency(int invocations) {
        return new FunctionSettings(name, timeout, memoryMegabytes, invocations, environment);
    }

    public FunctionSettings withEnvironment(Map<String, String> variables) {
        return new FunctionSettings(name, timeout, memoryMegabytes, reservedConcurrency, variables);
    }

    private static void require(String field, int least, int most, int value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be in %d to %d but was %d".formatted(field, least, most, value));
        }
    }
}
