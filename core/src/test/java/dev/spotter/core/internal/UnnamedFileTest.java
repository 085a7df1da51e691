package dev.spotter.core.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file without a name")
class UnnamedFileTest {
    @TempDir
    private Path directory;

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("has lost its name once it is opened, and keeps its content")
    void unnamed() throws IOException {
        Path path = Files.createFile(directory.resolve("file"));
        try (FileChannel file = UnnamedFile.open(path)) {
            assertThat(path).doesNotExist();
            assertThat(file.write(UTF_8.encode("content"))).isEqualTo(7);
            assertThat(file.size()).isEqualTo(7);
        }
    }

    @Test
    @DisplayName("leaves nothing where it cannot be opened")
    void notOpened() throws IOException {
        Path noFile = Files.createDirectory(directory.resolve("directory"));
        assertThatIOException().isThrownBy(() -> UnnamedFile.open(noFile));
        assertThat(directory).isEmptyDirectory();
    }
}
