package dev.spotter.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file that is read up to a bound")
@Timeout(60)
class BoundedFileTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("is read as a whole up to the bound, and refused beyond it")
    void bound() throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[] {1, 2, 3});
        assertThat(BoundedFile.read(file, 3)).containsExactly(1, 2, 3);
        assertRefused(file, 2, "it has more than 2 bytes");
    }

    @Test
    @DisplayName("is read as a whole if it grows up to the bound, and refused if it grows beyond it")
    void growing() throws IOException {
        byte[] grown = {1, 2, 3};
        assertThat(BoundedFile.read(new ByteArrayInputStream(grown), 2, 3)).containsExactly(grown);
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> BoundedFile.read(new ByteArrayInputStream(grown), 1, 2))
                .withMessageContaining("it has more than 2 bytes");
    }

    @Test
    @DisplayName("is refused unread if it is a gigabyte")
    void large() throws IOException {
        Path file = directory.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        assertRefused(file, 256 << 20, "it has more than 268,435,456 bytes");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("is refused if it is a pipe, a device or a directory")
    void special() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        for (Path each : List.of(pipe, Path.of("/dev/zero"), Path.of("/dev/stdin"), directory)) {
            assertThatExceptionOfType(UnreadableFileException.class)
                    .isThrownBy(() -> BoundedFile.read(each, 1 << 20))
                    .extracting(UnreadableFileException::reason)
                    .isIn("it is a pipe or a device, not a file", "it is a directory");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("is read to its end, up to the bound, if the system does not know its size")
    void sizeless() throws IOException {
        Path status = Path.of("/proc/self/status");
        assertThat(BoundedFile.readText(status, 1 << 16)).contains("VmRSS");
        assertRefused(status, 10, "it has more than 10 bytes");
    }

    @Test
    @DisplayName("is not there, or is no text")
    void others() throws IOException {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> BoundedFile.read(directory.resolve("none"), 1));
        Path file = Files.write(directory.resolve("file"), new byte[] {(byte) 0xFF});
        assertThatExceptionOfType(java.nio.charset.CharacterCodingException.class)
                .isThrownBy(() -> BoundedFile.readText(file, 1));
    }

    private static void assertRefused(Path file, int maxBytes, String reason) {
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> BoundedFile.read(file, maxBytes))
                .extracting(UnreadableFileException::reason)
                .isEqualTo(reason);
    }
}
