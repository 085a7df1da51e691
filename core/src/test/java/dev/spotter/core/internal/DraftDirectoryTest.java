package dev.spotter.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A draft of a directory")
class DraftDirectoryTest {
    @TempDir
    Path parent;

    @Test
    @DisplayName("appears under its name when it is published, and not before")
    void published() throws IOException {
        Path target = parent.resolve("a");

        try (DraftDirectory draft = DraftDirectory.in(parent)) {
            assertThat(draft.write("file", file -> file.write(1))).isEqualTo(1);
            assertThat(target).doesNotExist();
            draft.publish(target);
        }

        assertThat(target.resolve("file")).hasBinaryContent(new byte[] {1});
        assertThat(visible()).containsExactly("a");
    }

    @Test
    @DisplayName("disappears when it is closed without being published")
    void discarded() throws IOException {
        DraftDirectory draft = DraftDirectory.in(parent.resolve("made"));
        Files.createDirectories(draft.file("b/c"));
        draft.close();
        draft.close();

        assertThat(draft.path()).doesNotExist();
    }

    @Test
    @DisplayName("frees the name of a directory that is removed, and refuses one that is missing")
    void removed() throws IOException {
        Path directory = parent.resolve("a");
        Files.createDirectories(directory.resolve("b"));

        DraftDirectory.remove(directory);

        assertThat(visible()).isEmpty();
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> DraftDirectory.remove(directory));
        assertThat(visible()).isEmpty();
    }

    @Test
    @Tag("slow")
    @DisplayName("stays while its process lives, and is removed by the next draft after that process was killed")
    void leftByKilledProcess() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Drafter.class.getName(),
                        parent.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            Path draft = Path.of(said.readLine());
            DraftDirectory.in(parent).close();
            assertThat(draft).isDirectoryContaining("glob:**/file");
            other.destroyForcibly().waitFor();
            assertThat(draft).isDirectoryContaining("glob:**/file");
            DraftDirectory.in(parent).close();
            assertThat(draft).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    @DisplayName("stays when another draft of the same process is made beside it")
    void besideAnother() throws IOException {
        try (DraftDirectory first = DraftDirectory.in(parent)) {
            DraftDirectory.in(parent).close();
            DraftDirectory.in(parent.resolve("../" + parent.getFileName())).close();
            assertThat(first.path()).isDirectory();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    @DisplayName("removes nothing that only looks like a draft")
    void similarNames() throws IOException {
        Path file = Files.createFile(parent.resolve(".draft" + UUID.randomUUID()));
        Path directory = Files.createDirectory(parent.resolve(".drafts"));
        Path left = Files.createDirectories(
                parent.resolve(".removed" + UUID.randomUUID()).resolve("directory"));
        Path outside = Files.createDirectory(parent.resolve("outside"));
        Path link = Files.createSymbolicLink(left.resolve("link"), outside);

        DraftDirectory.in(parent).close();

        assertThat(file).exists();
        assertThat(directory).exists();
        assertThat(outside).exists();
        assertThat(link).doesNotExist();
        assertThat(left).doesNotExist();
    }

    private List<String> visible() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(DraftLock.NAME))
                    .toList();
        }
    }

    /** Makes a draft, says where, and does not end. */
    static final class Drafter {
        private Drafter() {}

        public static void main(String[] arguments) throws Exception {
            DraftDirectory draft = DraftDirectory.in(Path.of(arguments[0]));
            draft.write("file", file -> file.write(1));
            System.out.println(draft.path());
            Thread.currentThread().join();
        }
    }
}
