package dev.spotter.micrometer;

import dev.spotter.core.internal.MeterName;
import dev.spotter.core.prediction.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Measures how long steps take, by their outcome: {@value #SUCCESS}, or the failure's code. Thread-safe. */
record StepTimer(MeterRegistry registry) {
    static final String OUTCOME = "outcome";
    static final String SUCCESS = "success";

    <T> T time(MeterName step, Supplier<T> work) {
        long start = System.nanoTime();
        String outcome = "internal";
        try {
            T result = work.get();
            outcome = SUCCESS;
            return result;
        } catch (RuntimeException e) {
            outcome = Failure.of(e).code().text();
            throw e;
        } finally {
            registry.timer(step.qualified(), OUTCOME, outcome).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }
}
