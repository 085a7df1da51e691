package dev.spotter.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file that can be opened")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class OpenableFileTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("is a file or a directory, or will be made")
    void accepted() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        for (Path each : List.of(file, directory, directory.resolve("missing"))) {
            assertThat(OpenableFile.check(each)).isEqualTo(each);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName("is no pipe: locks do not wait for its other end")
    void pipe() throws Exception {
        Path lock = pipe(DirectoryLock.NAME);
        assertRefused(lock, () -> DirectoryLock.acquire(directory, List.of(lock)));
        assertRefused(pipe(DraftLock.NAME), () -> DraftDirectory.in(directory));
    }

    private Path pipe(String name) throws Exception {
        Path pipe = directory.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    private static void assertRefused(Path pipe, ThrowingCallable opening) {
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(opening)
                .extracting(FileSystemException::getReason)
                .isEqualTo(pipe.getFileName() + " is a pipe or a device, not a file");
    }
}
