package dev.spotter.micrometer;

import dev.spotter.core.classification.ModelIdentity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The gauge {@code spotter.model}: always 1, with the tags {@code name} and {@code version} of the model in use. */
public final class ModelMeter {
    private ModelMeter() {}

    public static void register(ModelIdentity model, MeterRegistry registry) {
        Gauge.builder("spotter.model", () -> 1)
                .description("The model in use")
                .tags("name", model.name(), "version", model.version())
                .register(registry);
    }
}
