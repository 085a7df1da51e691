package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.devserver.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command line")
class CommandLineIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @DisplayName("prints the labels of an image")
    @CsvSource({"coffee.png, espresso, 0.957", "camera.png, tripod, 0.946"})
    void classify(String sample, String label, double score) throws Exception {
        SpotterProcess.Ended ended = SpotterProcess.run("classify", sample(sample));
        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        List<String> best = List.of(
                ended.out().lines().skip(1).findFirst().orElseThrow().strip().split("\\s+", -1));
        assertThat(best.get(1)).isEqualTo(label);
        assertThat(Double.parseDouble(best.get(0))).isCloseTo(score, within(0.01));
        assertThat(ended.out().lines()).hasSize(6);
    }

    @ParameterizedTest
    @DisplayName("prints in words that it is not sure, before the labels")
    @CsvSource({
        "rocket.jpg, probably missile (37 %)",
        "formats/one-pixel.png, 'not sure: velvet, nematode or binder'",
    })
    void unsure(String sample, String words) throws Exception {
        SpotterProcess.Ended ended = SpotterProcess.run("classify", sample(sample));
        assertThat(ended.out().lines().skip(1).findFirst()).contains("  " + words);
        assertThat(ended.out().lines()).hasSize(7);
    }

    @Test
    @DisplayName("prints the same labels with ONNX Runtime, and then libtorch is not unpacked")
    void onnxRuntime() throws Exception {
        Path home = directory.resolve("home");
        SpotterProcess.Ended ended = SpotterProcess.run(
                new byte[0],
                List.of(),
                Map.of("SPOTTER_HOME", home.toString()),
                "classify",
                "--engine",
                "onnx",
                sample("coffee.png"));
        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("espresso");
        try (var engines = Files.list(home.resolve("cache").resolve("engine"))) {
            assertThat(engines.map(engine -> engine.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .startsWith("onnxruntime-");
        }
    }

    @Test
    @DisplayName("gives one JSON object a line, in the order of the input, and names what failed")
    void json() throws Exception {
        Path broken = Files.write(directory.resolve("broken ☕.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        SpotterProcess.Ended ended = SpotterProcess.run(
                "classify",
                "--json",
                "--top",
                "3",
                sample("rocket.jpg"),
                broken.toString(),
                "no such file",
                sample("formats"));
        List<JsonNode> lines = ended.out().lines().map(CommandLineIT::parse).toList();
        long formats;
        try (var files = Files.list(Samples.file("formats"))) {
            formats = files.count();
        }
        assertThat(lines).hasSize((int) (3 + formats));
        assertThat(lines.get(0).get("label").asText()).isEqualTo("missile");
        assertThat(lines.get(0).get("labels")).hasSize(3);
        assertThat(lines.get(0).get("confident").asBoolean(true)).isFalse();
        assertThat(lines.get(0).get("certainty").asText()).isEqualTo("probable");
        assertThat(lines.get(0).at("/model/name").asText()).isEqualTo("efficientnet-lite0");
        assertThat(lines.get(1).get("file").asText()).isEqualTo(broken.toString());
        assertThat(lines.get(1).at("/error/code").asText()).isEqualTo("image-format-unsupported");
        assertThat(lines.get(2).at("/error/message").asText()).isEqualTo("there is no such file");
        assertThat(lines.subList(3, lines.size()).stream()
                        .map(line -> line.get("file").asText()))
                .isSorted();
        assertThat(lines.subList(3, lines.size())).allMatch(line -> line.has("label"));
        assertThat(ended.exitStatus()).isEqualTo(1);
        assertThat(ended.err()).contains("no such file").contains("broken");
    }

    @Test
    @DisplayName("reads an image from standard input")
    void standardInput() throws Exception {
        SpotterProcess.Ended ended =
                SpotterProcess.run(Samples.bytes("coffee.png"), List.of(), "classify", "--top", "1", "-");
        assertThat(ended.out()).contains("espresso");
        assertThat(ended.exitStatus()).isZero();
    }

    @ParameterizedTest
    @DisplayName("ends with 2 and one clear line for bad usage")
    @CsvSource({
        "serve --nonsense, --nonsense",
        "serve --port 70000, 65535",
        "serve --port many, is not a whole number",
        "serve --max-bytes 10M, is not a whole number",
        "classify --engine tensorflow x.png, expected pytorch or onnx",
        "frobnicate, unknown argument: frobnicate",
        "classify --model src x.png, it has no serving.properties",
        "serve --allow-host http://photos.example, without scheme and port",
        "serve --max-bytes 0, --max-bytes",
        "serve --max-signed-bytes 0, --max-signed-bytes",
        "serve --max-pixels 0, --max-pixels",
        "serve --max-pixels 500000001, --max-pixels",
        "serve --aws --max-pixels 5, --max-pixels",
        "serve --aws --max-bytes 5000000, --max-bytes must be at most 4500000",
        "serve --aws --max-bytes 0, --max-bytes must be at least 1 but was 0",
        "serve --aws --time-scale 0, --time-scale must be above 0 but was 0.0",
        "serve --aws --event-copies 0, --event-copies must be in 1 to",
        "serve --aws --event-delay -5, --event-delay must be at least 0 but was -5",
        "classify, FILE",
        "classify --top 0 x.png, --top",
        "classify --max-bytes 0 x.png, --max-bytes",
        "classify --max-bytes 99999999999 x.png, SPOTTER_JAVA_OPTIONS",
        "classify --max-bytes many x.png, many",
        "classify --max-pixels 0 x.png, --max-pixels",
        "classify --max-pixels 500000001 x.png, --max-pixels",
        "serve --port 99999, --port must be from 0 to 65535 but was 99999",
        "serve --port -1, --port must be from 0 to 65535 but was -1",
        "serve --queue 0, --queue must be at least 1 but was 0",
        "classify --model no-such-model x.png, efficientnet-lite0",
        "classify --engine onnx --model no-such-model x.png, efficientnet-lite0",
        "classify --engine tensorflow x.png, --engine",
        "classify --model mobilenet-v3-small x.png, install it with: ./spotter model install mobilenet",
        "model, list",
        "model show resnet, mobilenet-v3-large",
        "model install, NETWORK",
        "model install resnet, mobilenet-v3-small",
        "model install efficientnet-lite0, comes with Spotter",
        "model install mobilenet-v3-small --weights no-such-file.pth, no-such-file.pth",
        "model install mobilenet-v3-small --name efficientnet-lite0, efficientnet-lite0",
        "model remove efficientnet-lite0, comes with Spotter",
        "model remove mine, there is no model",
        "model package resnet, there is no model",
        "dance, dance",
        "'', a command is missing",
    })
    void badUsage(String arguments, String message) throws Exception {
        SpotterProcess.Ended ended = SpotterProcess.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(ended.exitStatus()).isEqualTo(2);
        assertThat(ended.err().strip()).contains(message).hasLineCount(1);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    @DisplayName("ends with 2 and one clear line if the port is in use or the directory cannot be used")
    void cannotServe() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            SpotterProcess.Ended noPort = SpotterProcess.run(
                    "serve", "--port", port, "--data", directory.resolve("data").toString());
            assertThat(noPort.exitStatus()).isEqualTo(2);
            assertThat(noPort.err().strip()).contains(port).contains("--port").hasLineCount(1);
        }
        SpotterProcess.Ended noHost = SpotterProcess.run(
                "serve",
                "--host",
                "nowhere.invalid",
                "--data",
                directory.resolve("data").toString());
        assertThat(noHost.exitStatus()).isEqualTo(2);
        assertThat(noHost.err().strip())
                .contains("nowhere.invalid", "this host name has no known address")
                .hasLineCount(1);
        SpotterProcess.Ended emptyHost = SpotterProcess.run(
                "serve", "--host", "", "--data", directory.resolve("data").toString());
        assertThat(emptyHost.exitStatus()).isEqualTo(2);
        assertThat(emptyHost.err().strip())
                .contains("this host name has no known address")
                .hasLineCount(1);
        SpotterProcess.Ended noAddress = SpotterProcess.run(
                "serve",
                "--host",
                "192.0.2.1",
                "--data",
                directory.resolve("data").toString());
        assertThat(noAddress.exitStatus()).isEqualTo(2);
        assertThat(noAddress.err().strip())
                .contains("it is not an address of this machine")
                .hasLineCount(1);
        SpotterProcess.Ended noDirectory = SpotterProcess.run("serve", "--port", "0", "--data", file.toString());
        assertThat(noDirectory.exitStatus()).isEqualTo(2);
        assertThat(noDirectory.err().strip()).contains(file.toString()).hasLineCount(1);
    }

    @Test
    @DisplayName("prints its version, its help, and what it finds on the machine")
    void about() throws Exception {
        assertThat(SpotterProcess.run("--version").out())
                .startsWith("spotter 0.")
                .contains("Java");
        assertThat(SpotterProcess.run("--help").out()).contains("serve", "classify", "similar", "duplicates", "doctor");
        SpotterProcess.Ended doctor = SpotterProcess.run("doctor");
        assertThat(doctor.exitStatus()).isZero();
        assertThat(doctor.out())
                .contains("Java", "Platform", "Cache", "Engine", "efficientnet-lite0")
                .doesNotContain("!");
        assertThat(SpotterProcess.run("doctor", "--engine", "onnx").out())
                .contains("ONNX Runtime", "efficientnet-lite0-onnx")
                .doesNotContain("!");
        SpotterProcess.Ended sick = SpotterProcess.run("doctor", "--model", "no-such-model");
        assertThat(sick.exitStatus()).isEqualTo(1);
        assertThat(sick.out()).contains("! Model");
    }

    private static String sample(String name) {
        return Samples.file(name).toString();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
