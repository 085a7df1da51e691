package dev.spotter.micrometer;

import dev.spotter.core.application.ImageStored;
import dev.spotter.core.internal.MeterName;
import dev.spotter.core.prediction.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/**
 * What handles the event that an image was stored. It is timed as {@code spotter.total}, in seconds, with the tag
 * {@code outcome}: {@code success} or the failure's code. An attempt that failed is counted as {@code spotter.images}
 * with the outcome {@code THROWN} and that code. Thread-safe as its handler is.
 */
public record MeteredEvents(Consumer<ImageStored> handler, MeterRegistry registry) implements Consumer<ImageStored> {
    @Override
    public void accept(ImageStored event) {
        try {
            new StepTimer(registry).time(MeterName.TOTAL, () -> {
                handler.accept(event);
                return event;
            });
        } catch (RuntimeException e) {
            String outcome = "THROWN " + Failure.of(e).code().text();
            registry.counter(MeterName.IMAGES.qualified(), StepTimer.OUTCOME, outcome)
                    .increment();
            throw e;
        }
    }
}
