package dev.spotter.storage.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The images after a kill")
@Tag("slow")
@Timeout(120)
class CrashTest {
    private static final int KILLS = 5;

    private final Path root;

    CrashTest(@TempDir Path root) {
        this.root = root;
    }

    @Test
    @DisplayName("every put that returned is whole after a kill and no image is torn")
    void everyPutThatReturnedIsWholeAfterAKillAndNoImageIsTorn() throws Exception {
        Set<ImageId> reported = new HashSet<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            reported.addAll(putUntilKilled(10 * kill));
            try (FileSystemImageStore store = FileSystemImageStore.open(root)) {
                Set<ImageId> stored = new HashSet<>();
                store.takeStock(file -> stored.add(file.id()));
                assertThat(stored).allSatisfy(id -> assertThat(store.load(id)).contains(PutInALoop.image(id)));
                assertThat(stored).containsAll(reported);
                assertThat(filesOtherThanTheLock()).hasSize(2 * stored.size());
            }
        }
    }

    @Test
    @DisplayName("an open directory is refused to another process also after a second opening here")
    void anOpenDirectoryIsRefusedToAnotherProcessAlsoAfterASecondOpeningHere() throws Exception {
        try (FileSystemImageStore store = FileSystemImageStore.open(root)) {
            assertInUse();
            assertThat(start(ProcessBuilder.Redirect.DISCARD).waitFor()).isEqualTo(1);
            assertThat(store.load(new ImageId("0".repeat(26)))).isEmpty();
        }
    }

    /** The ids whose put had returned when the process was killed, at least {@code atLeast} of them. */
    private Set<ImageId> putUntilKilled(int atLeast) throws Exception {
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
                        PutInALoop.class.getName(),
                        root.toString())
                .redirectError(errors)
                .start();
    }

    private void assertInUse() {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> FileSystemImageStore.open(root))
                .withMessageContaining("in use");
    }

    /** The pipe of a killed process ends in the one way or the other. */
    private static Optional<String> readLine(BufferedReader out) {
        try {
            return Optional.ofNullable(out.readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<Path> filesOtherThanTheLock() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".lock"))
                    .toList();
        }
    }
}
