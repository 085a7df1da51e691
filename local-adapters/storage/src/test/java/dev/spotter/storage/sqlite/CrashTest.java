package dev.spotter.storage.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

    CrashTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    @DisplayName("every outcome whose saving returned is there after a kill")
    void everyOutcomeWhoseSavingReturnedIsThereAfterAKill() throws Exception {
        Set<ImageId> reported = new HashSet<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            reported.addAll(saveUntilKilled(60 * kill));
            try (SqlitePredictionRepository predictions = SqlitePredictionRepository.open(directory)) {
                assertThat(reported)
                        .allSatisfy(id -> assertThat(predictions.find(id)).contains(SaveInALoop.outcome(id, CLASSES)));
                assertThat(predictions.pending().count()).isLessThanOrEqualTo(kill);
            }
        }
    }

    @Test
    @DisplayName("an open database is refused to another process also after a second opening here")
    void anOpenDatabaseIsRefusedToAnotherProcessAlsoAfterASecondOpeningHere() throws Exception {
        try (SqlitePredictionRepository predictions = SqlitePredictionRepository.open(directory)) {
            assertInUse();
            for (int i = 0; i < 2_000; i++) {
                predictions.save(SaveInALoop.outcome(ImageId.of(bits(i)), CLASSES));
            }
            Process other = start(ProcessBuilder.Redirect.DISCARD);
            try {
                assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(other.exitValue()).isEqualTo(1);
            } finally {
                other.destroyForcibly();
            }
            assertThat(predictions.find(ImageId.of(bits(0)))).isPresent();
        }
    }

    /** The ids whose outcome was saved when the process was killed, at least {@code atLeast} of them. */
    private Set<ImageId> saveUntilKilled(int atLeast) throws Exception {
        Process process = start(ProcessBuilder.Redirect.INHERIT);
        Set<ImageId> ids = new HashSet<>();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            while (ids.size() < atLeast) {
                ids.add(new ImageId(out.readLine()));
            }
            assertInUse();
            process.destroyForcibly();
            Stream.generate(() -> readLine(out))
                    .takeWhile(Optional::isPresent)
                    .flatMap(line -> line.flatMap(ImageId::parse).stream())
                    .forEach(ids::add);
        } finally {
            process.destroyForcibly().waitFor();
        }
        return ids;
    }

    private Process start(ProcessBuilder.Redirect errors) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SaveInALoop.class.getName(),
                        directory.toString())
                .redirectError(errors)
                .start();
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

    /** The pipe of a killed process ends in the one way or the other. */
    private static Optional<String> readLine(BufferedReader out) {
        try {
            return Optional.ofNullable(out.readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
