package dev.spotter.devserver;

import dev.spotter.micrometer.ProcessMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** The meters of one server. Those of the process are there from the first scrape on. Thread-safe. */
public final class Meters implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ProcessMeters process = new ProcessMeters();
    private boolean processIsBound;

    /** Where more meters can be added. */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * Adds the meters of a queue of images.
     *
     * @param uploads how many uploads have a place in it
     * @param limit how many there can be
     * @param waiting how many images wait, those besides the uploads too
     */
    void addQueue(IntSupplier uploads, int limit, IntSupplier waiting) {
        gauge("spotter.queue.uploads", "Uploads that wait to be classified or are being classified", uploads);
        gauge("spotter.queue.limit", "The number of uploads that may wait", () -> limit);
        addWaiting(waiting);
    }

    /** Adds the number of images that wait to be classified. */
    public void addWaiting(IntSupplier waiting) {
        gauge("spotter.queue.waiting", "Images that wait to be classified", waiting);
    }

    /** Adds whether the data directory can be used. */
    void addDataDirectory(BooleanSupplier present) {
        gauge(
                "spotter.data.directory.present",
                "1, or 0 while images cannot be kept",
                () -> present.getAsBoolean() ? 1 : 0);
    }

    String scrape() {
        bindProcess();
        return registry.scrape();
    }

    @Override
    public void close() {
        process.close();
        registry.close();
    }

    private void gauge(String name, String description, IntSupplier value) {
        Gauge.builder(name, value::getAsInt).description(description).register(registry);
    }

    /** Late, because it loads the JVM's management, which would delay the start. */
    private synchronized void bindProcess() {
        if (!processIsBound) {
            process.bindTo(registry);
            processIsBound = true;
        }
    }
}
