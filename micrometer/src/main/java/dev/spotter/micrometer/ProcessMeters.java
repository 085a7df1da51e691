package dev.spotter.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;

/**
 * Micrometer's meters of the JVM and its process (heap, collections, threads, file descriptors, processor time), and
 * {@code process.memory.resident}, in bytes, on Linux. Starts no thread.
 */
public final class ProcessMeters implements MeterBinder, AutoCloseable {
    private final JvmGcMetrics collections = new JvmGcMetrics();

    @Override
    public void bindTo(MeterRegistry registry) {
        List.of(
                        new JvmMemoryMetrics(),
                        collections,
                        new JvmThreadMetrics(),
                        new FileDescriptorMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics())
                .forEach(meters -> meters.bindTo(registry));
        ResidentMemory.find().ifPresent(memory -> Gauge.builder("process.memory.resident", memory::bytes)
                .description("The main memory that the process occupies, heap and native memory together")
                .baseUnit("bytes")
                .register(registry));
    }

    /** Stops to listen for the end of garbage collections. */
    @Override
    public void close() {
        collections.close();
    }
}
