package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.devserver.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Output")
@EnabledOnOs(value = OS.LINUX, disabledReason = "it needs /dev/full")
class OutputIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @DisplayName("that cannot be written ends every command with 1 and one line")
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "classify --help",
                "classify --engine onnx coffee.png",
                "classify --engine onnx --json coffee.png",
                "classify coffee.png",
                "model list",
                "model show efficientnet-lite0",
                "doctor --engine onnx",
                "serve --engine onnx --port 0"
            })
    void cannotBeWritten(String arguments) throws Exception {
        Files.copy(Samples.file("coffee.png"), directory.resolve("coffee.png"));
        Shell shell = new Shell(directory);
        for (String output : new String[] {">/dev/full", ">&-"}) {
            Shell.Ended ended = shell.run("spotter %s %s".formatted(arguments, output));
            assertThat(ended.exitStatus()).as(output).isEqualTo(1);
            assertThat(ended.err().lines().filter(line -> !line.startsWith("Stopping")))
                    .as(output)
                    .singleElement()
                    .asString()
                    .contains("standard output cannot be written");
        }
    }

    @Test
    @DisplayName("that nobody reads any more ends the command at once, and quietly")
    void closedPipe() throws Exception {
        Files.copy(Samples.file("coffee.png"), directory.resolve("coffee.png"));
        Shell.Ended ended = new Shell(directory)
                .run("spotter classify --engine onnx $(yes coffee.png | head -200) missing | head -1; exit "
                        + "${PIPESTATUS[0]}");
        assertThat(ended.text()).isEqualTo("coffee.png\n");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitStatus()).isEqualTo(1);
    }
}
