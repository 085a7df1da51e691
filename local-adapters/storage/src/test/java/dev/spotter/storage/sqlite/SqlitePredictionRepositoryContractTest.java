package dev.spotter.storage.sqlite;

import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.tck.PredictionRepositoryContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The predictions in SQLite")
class SqlitePredictionRepositoryContractTest extends PredictionRepositoryContract {
    private final Path directory;

    SqlitePredictionRepositoryContractTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Override
    protected PredictionRepository newRepository() {
        return SqlitePredictionRepository.open(directory);
    }

    @Override
    protected Duration findNewestLag() {
        return Duration.ZERO;
    }
}
