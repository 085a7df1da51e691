package dev.spotter.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.devserver.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("spotter model")
class ModelCommandIT {
    private static final String WEIGHTS = "dev/spotter/models/efficientnet-lite0-imagenet.safetensors";

    @TempDir
    private Path directory;

    private Path home;

    @BeforeEach
    void home() {
        home = directory.resolve("home");
    }

    @Test
    @DisplayName("installs, lists, shows, uses, packages and removes a model with the user's own weights")
    void ownModel() throws Exception {
        Path weights = ownWeights();
        SpotterProcess.Ended installed =
                run("model", "install", "efficientnet-lite0", "--weights", weights.toString(), "--name", "mine");
        assertThat(installed.exitStatus()).as(installed.err()).isZero();
        assertThat(installed.out()).contains("--model mine");

        assertThat(run("model", "list").out().lines().map(line -> line.split("\\s{2,}", -1)[0]))
                .containsExactly("NAME", "efficientnet-lite0", "mobilenet-v3-small", "mobilenet-v3-large", "mine");
        assertThat(run("model", "show", "mine").out())
                .contains(
                        "installed",
                        "NOASSERTION",
                        "the file mine.safetensors",
                        "short side to 256",
                        "Unsure    not known");
        assertThat(run("model", "show", "efficientnet-lite0").out()).contains("Unsure    below 0.5");
        assertThat(run(
                                "classify",
                                "--model",
                                "mine",
                                "--top",
                                "1",
                                Samples.file("coffee.png").toString())
                        .out())
                .contains("espresso");
        Path packaged = directory.resolve("mine.tar.gz");
        assertThat(run("model", "package", "mine", "--output", packaged.toString())
                        .exitStatus())
                .isZero();
        assertThat(packaged).isNotEmptyFile();
        Path layer = directory.resolve("layer.zip");
        assertThat(run("model", "package", "mine", "--for", "lambda", "--output", layer.toString())
                        .out())
                .isEqualTo(layer + System.lineSeparator());
        try (ZipFile zip = new ZipFile(layer.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("spotter-model/mine.onnx", "spotter-model/SHA256SUMS", "spotter-model/NOTICE");
        }
        assertThat(run("model", "remove", "mine").exitStatus()).isZero();
        assertThat(run("model", "show", "mine").exitStatus()).isEqualTo(2);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the variables are those of Linux")
    @DisplayName("installs a model that outlives the cache, for both engines")
    void cacheDeleted() throws Exception {
        Map<String, String> environment = Map.of(
                "SPOTTER_HOME", "",
                "XDG_CACHE_HOME", directory.resolve("cache").toString(),
                "XDG_DATA_HOME", directory.resolve("data").toString());
        assertThat(SpotterProcess.run(
                                new byte[0],
                                List.of(),
                                environment,
                                "model",
                                "install",
                                "efficientnet-lite0",
                                "--weights",
                                ownWeights().toString(),
                                "--name",
                                "mine")
                        .exitStatus())
                .isZero();
        assertThat(directory.resolve("data/spotter/installed/mine")).isDirectory();
        for (String engine : List.of("pytorch", "onnx")) {
            SpotterProcess.Ended ended = SpotterProcess.run(
                    new byte[0],
                    List.of(),
                    environment,
                    "classify",
                    "--engine",
                    engine,
                    "--model",
                    "mine",
                    Samples.file("coffee.png").toString());
            assertThat(ended.out()).as(ended.err()).contains("espresso");
            new Shell(directory).run("rm -r cache");
        }
    }

    @Test
    @DisplayName("keeps a model outside of the cache in a named home too, and says what its licence is")
    void cacheOfHomeDeleted() throws Exception {
        String weights = ownWeights().toString();
        SpotterProcess.Ended ended =
                run("model", "install", "efficientnet-lite0", "--weights", weights, "--name", "mine");
        assertThat(ended.out()).contains("mine is installed (licence: ", "); use it with --model mine");
        assertThat(home.resolve("data/installed/mine")).isDirectory();
        new Shell(directory).run("rm -rf home/cache");
        assertThat(run("model", "show", "mine").exitStatus()).isZero();
    }

    @Test
    @DisplayName("ends with 1 for weights that do not fit, naming the tensor")
    void misfit() throws Exception {
        Path weights = Files.write(directory.resolve("mine.pth"), new byte[] {'P', 'K', 3, 4, 5});
        SpotterProcess.Ended ended =
                run("model", "install", "mobilenet-v3-small", "--weights", weights.toString(), "--name", "mine");
        assertThat(ended.exitStatus()).isEqualTo(1);
        assertThat(ended.err().strip()).contains("mine.pth is damaged").hasLineCount(1);
        assertThat(run("model", "package", "mobilenet-v3-small").exitStatus()).isEqualTo(1);
    }

    @Test
    @DisplayName("uses the JVM's proxy for torchvision's server, and says what to do if the server cannot be reached")
    void offline() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> refuse(proxy));
            SpotterProcess.Ended ended = SpotterProcess.run(
                    new byte[0],
                    List.of("-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=" + proxy.getLocalPort()),
                    Map.of("SPOTTER_HOME", home.toString()),
                    "model",
                    "install",
                    "mobilenet-v3-large");
            assertThat(asked.get()).startsWith("CONNECT download.pytorch.org:443 ");
            assertThat(ended.exitStatus()).isEqualTo(1);
            assertThat(ended.err().strip())
                    .contains("https://download.pytorch.org/models/mobilenet_v3_large-5c1a4163.pth")
                    .contains("./spotter model install mobilenet-v3-large --weights mobilenet_v3_large-5c1a4163.pth")
                    .hasLineCount(1);
        }
    }

    private Path ownWeights() throws IOException {
        Path weights = directory.resolve("mine.safetensors");
        try (InputStream in =
                Objects.requireNonNull(ModelCommandIT.class.getClassLoader().getResourceAsStream(WEIGHTS))) {
            Files.copy(in, weights);
        }
        return weights;
    }

    private static String refuse(ServerSocket proxy) {
        try (Socket client = proxy.accept()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            String first = in.readLine();
            for (String line = first; line != null && !line.isEmpty(); ) {
                line = in.readLine();
            }
            client.getOutputStream()
                    .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(US_ASCII));
            return String.valueOf(first);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private SpotterProcess.Ended run(String... arguments) throws IOException, InterruptedException {
        return SpotterProcess.run(new byte[0], List.of(), Map.of("SPOTTER_HOME", home.toString()), arguments);
    }
}
