package dev.spotter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.core.prediction.Sequence;
import dev.spotter.storage.memory.InMemoryPredictionRepository;
import dev.spotter.tck.PredictionRepositoryContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Predictions that are measured")
class MeteredPredictionRepositoryTest extends PredictionRepositoryContract {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Override
    protected PredictionRepository newRepository() {
        return new MeteredPredictionRepository(new InMemoryPredictionRepository(), registry);
    }

    @Override
    protected Duration findNewestLag() {
        return Duration.ZERO;
    }

    @Test
    @DisplayName("are counted by outcome, and what is stale is counted as that")
    void outcomes() {
        PredictionRepository predictions = newRepository();
        Upload upload = new Upload(ImageId.of(new byte[16]), Filename.clean("a.png"), Instant.EPOCH);
        Prediction.Failed failed = new Prediction.Failed(
                upload, Sequence.of(1), new Failure(ErrorCode.IMAGE_DAMAGED, "it ends early"), Instant.EPOCH);
        predictions.save(failed);
        predictions.save(failed);
        predictions.find(upload.id());
        assertThat(count("FAILED image-damaged")).isEqualTo(1);
        assertThat(count("STALE")).isEqualTo(1);
        assertThat(registry.get("spotter.save")
                        .tag("outcome", "success")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("spotter.find").timer().count()).isEqualTo(1);
    }

    private double count(String outcome) {
        return registry.get("spotter.images").tag("outcome", outcome).counter().count();
    }
}
