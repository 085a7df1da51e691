package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A file beside a model")
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class HostileFilesIT {
    private static final List<String> SMALL_HEAP = List.of("-Xmx96m");

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/dev/zero", "pipe", "large"})
    @DisplayName("is refused in one line if it never ends, is a pipe or has a gigabyte: weights and labels")
    void installed(String name) throws Exception {
        Path file = hostile(name);
        assertRefused(run("model", "install", "mobilenet-v3-small", "--name", "mine", "--weights", file.toString()));
        Path weights = Files.write(directory.resolve("weights.pth"), new byte[100]);
        assertRefused(run(
                "model",
                "install",
                "mobilenet-v3-small",
                "--name",
                "mine",
                "--weights",
                weights.toString(),
                "--labels",
                file.toString()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/dev/zero", "pipe", "large"})
    @DisplayName("is refused in one line in a model directory: properties and class names")
    void inDirectory(String name) throws Exception {
        Path file = hostile(name);
        Path model = Files.createDirectory(directory.resolve("model"));
        Files.write(model.resolve("model.pt"), new byte[100]);
        Files.createSymbolicLink(model.resolve("serving.properties"), file);
        assertRefused(classify(model, "pytorch"));
        Files.delete(model.resolve("serving.properties"));
        Files.writeString(model.resolve("serving.properties"), "modelVersion=1\n");
        Files.createSymbolicLink(model.resolve("synset.txt"), file);
        assertRefused(classify(model, "pytorch"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"pytorch", "onnx"})
    @DisplayName("is no network: it is refused in one line, without words or log lines of the engine")
    void noNetwork(String engine) throws Exception {
        Path model = Files.createDirectory(directory.resolve("model"));
        Files.writeString(
                model.resolve("serving.properties"),
                engine.equals("onnx") ? "modelVersion=1\nengine=OnnxRuntime\n" : "modelVersion=1\n");
        Files.writeString(model.resolve("synset.txt"), "cat\ndog\n");
        Files.writeString(model.resolve(engine.equals("onnx") ? "model.onnx" : "model.pt"), "nonsense");
        SpotterProcess.Ended ended = classify(model, engine);
        assertRefused(ended);
        assertThat(ended.err())
                .contains("cannot be loaded: it is damaged")
                .doesNotContain("ORT_", "Error code", "\u001b");
    }

    private SpotterProcess.Ended classify(Path model, String engine) throws Exception {
        return run("classify", "--model", model.toString(), "--engine", engine, "../samples/coffee.png");
    }

    private SpotterProcess.Ended run(String... arguments) throws Exception {
        return SpotterProcess.run(
                new byte[0],
                SMALL_HEAP,
                Map.of("SPOTTER_HOME", directory.resolve("home").toString()),
                arguments);
    }

    private static void assertRefused(SpotterProcess.Ended ended) {
        assertThat(ended.exitStatus()).as(ended.err()).isIn(1, 2);
        assertThat(ended.err().lines().filter(line -> line.startsWith("spotter ")))
                .as(ended.err())
                .hasSize(1);
        assertThat(ended.err()).doesNotContain("OutOfMemoryError", "Exception", "\tat ");
    }

    private Path hostile(String name) throws IOException, InterruptedException {
        Path file = directory.resolve(name);
        if (name.equals("pipe")) {
            assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                    .isZero();
        } else if (name.equals("large")) {
            try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength(1L << 30);
            }
        }
        return file;
    }
}
