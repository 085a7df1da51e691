package dev.spotter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.application.ImageStored;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.prediction.Sequence;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A classifier that is measured")
class MeteredClassifierTest {
    private static final ModelIdentity MODEL = new ModelIdentity("fake", "7");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    /** Damaged is what is empty. */
    private static final class FakeClassifier implements Classifier {
        private boolean closed;

        @Override
        public Classification classify(ImageBytes image) {
            if (image.sizeBytes() == 0) {
                throw new DamagedImageException("it is empty", null);
            }
            return Classification.ranked(List.of(new Label("cat", 1)), MODEL, Duration.ZERO);
        }

        @Override
        public ModelIdentity model() {
            return MODEL;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    @DisplayName("gives the same labels and failures, timed by outcome, and tells its model")
    void timed() {
        FakeClassifier fake = new FakeClassifier();
        try (Classifier measured = new MeteredClassifier(fake, registry)) {
            assertThat(measured.classify(ImageBytes.wrap(new byte[1])).best().name())
                    .isEqualTo("cat");
            assertThatExceptionOfType(DamagedImageException.class)
                    .isThrownBy(() -> measured.classify(ImageBytes.wrap(new byte[0])));
            assertThat(measured.model()).isEqualTo(MODEL);
        }
        assertThat(fake.closed).isTrue();
        for (String outcome : List.of("success", "image-damaged")) {
            assertThat(registry.get("spotter.classify")
                            .tag("outcome", outcome)
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
        assertThat(registry.get("spotter.model")
                        .tags("name", "fake", "version", "7")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("counts failed attempts by their reason")
    void attempts() {
        Consumer<ImageStored> failing = event -> {
            throw new DamagedImageException("it is empty", null);
        };
        assertThatExceptionOfType(DamagedImageException.class).isThrownBy(() -> new MeteredEvents(failing, registry)
                .accept(new ImageStored(ImageId.of(new byte[16]), Sequence.of(1))));
        assertThat(registry.get("spotter.images")
                        .tag("outcome", "THROWN image-damaged")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("spotter.total").timer().count()).isEqualTo(1);
    }

    @Test
    @DisplayName("runs in a process whose heap, threads, files and main memory are measured, on Linux")
    void process() {
        try (ProcessMeters meters = new ProcessMeters()) {
            meters.bindTo(registry);
            assertThat(registry.get("jvm.memory.used").gauges()).isNotEmpty();
            assertThat(registry.get("jvm.threads.live").gauge().value()).isPositive();
            assertThat(registry.get("process.cpu.usage").gauge().value()).isGreaterThanOrEqualTo(0);
            if (System.getProperty("os.name").equals("Linux")) {
                assertThat(registry.get("process.files.open").gauge().value()).isPositive();
                assertThat(registry.get("process.memory.resident").gauge().value())
                        .isGreaterThan(1 << 20);
            }
        }
    }
}
