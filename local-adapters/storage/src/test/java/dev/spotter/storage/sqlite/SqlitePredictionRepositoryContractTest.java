package dev.spotter.storage.sqlite;

import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.tck.PredictionRepositoryContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The predictions in SQLite")
class SqlitePredictionRepositoryContractTest extends PredictionRepositoryContract {
    private final Path folder;

    SqlitePredictionRepositoryContractTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    protected PredictionRepository newRepository() {
        return SqlitePredictionRepository.open(folder);
    }

    @Override
    protected Duration findNewestLag() {
        return Duration.ZERO;
    }
}
