package dev.spotter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The resident memory")
class ResidentMemoryTest {
    @TempDir
    private Path proc;

    @Test
    @DisplayName("is read from what Linux tells, and is not a number if that is gone or has another form")
    void status() throws IOException {
        Path status = proc.resolve("status");
        ResidentMemory memory = new ResidentMemory(status);
        assertThat(memory.bytes()).isNaN();
        Files.writeString(status, "Name:\tjava\nVmRSS:\t  2048 kB\n");
        assertThat(memory.bytes()).isEqualTo(2 << 20);
        Files.writeString(status, "Name:\tjava\n");
        assertThat(memory.bytes()).isNaN();
    }
}
