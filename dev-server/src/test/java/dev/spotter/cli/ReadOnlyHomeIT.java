package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.devserver.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A home that cannot be written")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it needs POSIX permissions")
class ReadOnlyHomeIT {
    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void image() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(Samples.file("coffee.png"), directory.resolve("coffee.png"));
        shell = new Shell(directory);
    }

    @AfterEach
    void makeDeletable() throws Exception {
        shell.run("chmod -R u+w .");
    }

    @ParameterizedTest
    @DisplayName("is used as it is where all is in it, and what is missing is named where not")
    @CsvSource({
        "pytorch, libtorch_cpu.so, libtorch cannot be written to",
        "onnx, libonnxruntime.so, ONNX Runtime cannot be written to"
    })
    void prepared(String engine, String library, String missing) throws Exception {
        String classify = "spotter classify --top 1 --engine %s coffee.png".formatted(engine);
        assertThat(run(classify).exitStatus()).isZero();
        shell.run("chmod -R a-w home");
        shell.asNobody();
        Shell.Ended ended = run(classify);
        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.text()).contains("espresso");
        Shell.Ended doctor = run("spotter doctor --engine " + engine);
        assertThat(doctor.text()).contains("cannot be written; what is in it is used", "with a warning for: Data.");
        assertThat(doctor.exitStatus()).isZero();

        shell.run("chmod -R u+w home; mv home/cache/models home/cache/kept; chmod -R a-w home");
        assertThat(run(classify).err())
                .contains("the model cannot be written to ", "SPOTTER_HOME", "doctor")
                .hasLineCount(1);
        shell.run(("chmod -R u+w home; mv home/cache/kept home/cache/models; "
                        + "rm -rf \"$(dirname \"$(find home -name %s)\")\"; "
                        + "chmod -R a-w home")
                .formatted(library));
        Shell.Ended incomplete = run("spotter doctor --engine " + engine);
        assertThat(incomplete.text()).contains("! Model").contains(missing).doesNotContain("Exception");
        assertThat(incomplete.exitStatus()).isEqualTo(1);
    }

    @Test
    @DisplayName("does not prevent commands that need no file of it")
    void list() throws Exception {
        shell.run("mkdir home; chmod a-w home");
        shell.asNobody();
        assertThat(run("spotter model list").exitStatus()).isZero();
    }

    private Shell.Ended run(String script) throws IOException, InterruptedException {
        return shell.run(Map.of("SPOTTER_HOME", directory.resolve("home").toString()), script);
    }
}
