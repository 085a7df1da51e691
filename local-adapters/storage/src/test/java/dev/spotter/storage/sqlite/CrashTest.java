package dev.spotter.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageId;
import dev.spotter.storage.KilledWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The predictions after a kill")
@Tag("slow")
@Timeout(240)
class CrashTest {
    private static final int KILLS = 5;
    private static final int CLASSES = 1_000;

    private final Path directory;
    private final KilledWriter writer;

    CrashTest(@TempDir Path directory) {
        this.directory = directory;
        this.writer = new KilledWriter(SaveInALoop.class, directory);
    }

    @Test
    @DisplayName("every outcome whose saving returned is there after a kill")
    void everyOutcomeWhoseSavingReturnedIsThereAfterAKill() throws Exception {
        Set<ImageId> reported = new HashSet<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            reported.addAll(writer.idsUntilKilled(60 * kill, this::assertInUse));
            try (SqlitePredictionRepository predictions = SqlitePredictionRepository.open(directory)) {
                assertThat(reported)
                        .allSatisfy(id -> assertThat(predictions.find(id)).contains(SaveInALoop.outcome(id, CLASSES)));
                assertThat(predictions.pending().count()).isLessThanOrEqualTo(kill);
            }
        }
    }

    @Test
    @DisplayName("An open database is refused to another process, also after this process tried to open it twice")
    void anOpenDatabaseIsRefusedToAnotherProcessAlsoAfterASecondOpeningHere() throws Exception {
        try (SqlitePredictionRepository predictions = SqlitePredictionRepository.open(directory)) {
            assertInUse();
            for (int i = 0; i < 2_000; i++) {
                predictions.save(SaveInALoop.outcome(ImageId.of(bits(i)), CLASSES));
            }
            Process other = writer.start(ProcessBuilder.Redirect.DISCARD);
            try {
                assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(other.exitValue()).isEqualTo(1);
            } finally {
                other.destroyForcibly();
            }
            assertThat(predictions.find(ImageId.of(bits(0)))).isPresent();
        }
    }

    private void assertInUse() {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> SqlitePredictionRepository.open(directory))
                .withMessageContaining("in use");
    }

    private static byte[] bits(int number) {
        byte[] bits = new byte[16];
        bits[14] = (byte) (number >> 8);
        bits[15] = (byte) number;
        return bits;
    }
}
