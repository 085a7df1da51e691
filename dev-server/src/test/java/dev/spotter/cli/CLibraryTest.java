package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The C library")
class CLibraryTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("is musl on Alpine, glibc on other Linux, and unknown elsewhere")
    void found() throws IOException {
        assertThat(CLibrary.of(loaded("7f1 r-xp 0 08:01 12 /lib/ld-musl-x86_64.so.1")))
                .contains(CLibrary.MUSL);
        assertThat(CLibrary.of(loaded("7f1 r-xp 0 08:01 12 /usr/lib/x86_64-linux-gnu/libc.so.6")))
                .contains(CLibrary.GLIBC);
        assertThat(CLibrary.of(loaded("7f1 r-xp 0 08:01 12 [stack]"))).isEmpty();
        assertThat(CLibrary.of(directory.resolve("none"))).isEmpty();
    }

    private Path loaded(String line) throws IOException {
        return Files.writeString(directory.resolve("maps"), "7f0 r-xp 0 08:01 11 /opt/java\n" + line + "\n");
    }
}
