package dev.spotter.storage.memory;

import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.tck.PredictionRepositoryContract;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The predictions in memory")
class InMemoryPredictionRepositoryTest extends PredictionRepositoryContract {
    @Override
    protected PredictionRepository newRepository() {
        return new InMemoryPredictionRepository();
    }

    @Override
    protected Duration findNewestLag() {
        return Duration.ZERO;
    }
}
