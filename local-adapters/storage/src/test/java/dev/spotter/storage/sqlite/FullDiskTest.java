package dev.spotter.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.ImageId;
import dev.spotter.core.prediction.Prediction;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The system refuses to write on, as a full disk does: no file may be larger than the shell allows. */
@DisplayName("The predictions on a full disk")
@Tag("slow")
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
    @Test
    @DisplayName("keeps what was saved and says why no more is")
    void keepsWhatWasSavedAndSaysWhyNoMoreIs(@TempDir Path directory) throws Exception {
        List<String> saved = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        try (BufferedReader out = fill(directory).inputReader()) {
            out.lines().forEach(line -> (line.startsWith("failed") ? failures : saved).add(line));
        }
        assertThat(failures).hasSize(3).allSatisfy(failure -> assertThat(failure)
                .containsAnyOf("SQLITE_FULL", "SQLITE_IOERR")
                .doesNotContain("transaction"));
        assertThat(saved).hasSizeGreaterThan(100);
        try (SqlitePredictionRepository predictions = SqlitePredictionRepository.open(directory)) {
            for (String id : saved) {
                assertThat(predictions.find(new ImageId(id))).contains(outcome(id));
            }
            Prediction.Classified next = outcome("0".repeat(26));
            assertThat(predictions.save(next)).isTrue();
            assertThat(predictions.find(next.upload().id())).contains(next);
        }
    }

    private static Process fill(Path directory) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // In blocks of 512 or 1,024 bytes: enough for SQLite's native file, too little for 2,000 outcomes of 4.5 KB.
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 8000 && exec \"$@\"",
                        "sh",
                        java,
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SaveUntilFull.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Prediction.Classified outcome(String id) {
        return SaveInALoop.outcome(new ImageId(id), 1_000);
    }
}
