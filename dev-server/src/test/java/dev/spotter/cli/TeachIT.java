package dev.spotter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.Samples;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command teach")
class TeachIT {
    private static final Path EXAMPLE = Samples.file("../docs/own-labels");

    @TempDir
    private static Path directory;

    private static Map<String, String> environment;

    @BeforeAll
    static void teach() throws Exception {
        environment = Map.of("SPOTTER_HOME", directory.resolve("home").toString());
        SpotterProcess.Ended ended =
                run("teach", EXAMPLE.resolve("photos").toString(), "--name", "taught", "--engine", "onnx");
        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("taught is installed: taught from 16 photos in 2 classes");
    }

    @Test
    @DisplayName("gives a model with the same labels and scores in both engines, in the server, and as it is in AWS")
    void everywhere() throws Exception {
        for (String photo : List.of("cat.jpg", "coffee.jpg")) {
            Map<String, Double> expected = Scores.of(classify("pytorch", photo));
            assertThat(expected.keySet()).first().isEqualTo(photo.replace(".jpg", ""));
            assertThat(expected.keySet()).containsExactlyInAnyOrder("cat", "coffee");
            Scores.assertSame(Scores.of(classify("onnx", photo)), expected);
        }
        Map<String, Double> expected = Scores.of(classify("pytorch", "cat.jpg"));
        for (List<String> way : List.of(List.<String>of(), List.of("--aws"), List.of("--aws", "--lambda-runtime"))) {
            List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--model", "taught", "--data"));
            arguments.add(directory.resolve("data" + way.size()).toString());
            arguments.addAll(way);
            try (SpotterProcess spotter =
                    SpotterProcess.start(List.of(), environment, arguments.toArray(String[]::new))) {
                ApiClient client = spotter.awaitClient();
                String id = client.upload("cat.jpg", Files.readAllBytes(EXAMPLE.resolve("new/cat.jpg")))
                        .json()
                        .get("imageId")
                        .asText();
                Scores.assertSame(Scores.of(client.outcome("imageId=" + id)), expected);
            }
        }
    }

    @Test
    @DisplayName("continues where it was killed")
    void killed() throws Exception {
        Path photos = directory.resolve("killed");
        noise(photos.resolve("a"), 300, 0);
        noise(photos.resolve("b"), 300, 128);
        Path home = directory.resolve("killed-home");
        Map<String, String> other = Map.of("SPOTTER_HOME", home.toString());
        String[] command = {"teach", photos.toString(), "--name", "noise", "--engine", "onnx"};
        try (SpotterProcess spotter = SpotterProcess.start(List.of(), other, command)) {
            while (cached(home) < 100_000) {
                assertThat(spotter.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            spotter.kill();
        }
        long kept = cached(home);
        assertThat(home.resolve("data/installed/noise")).doesNotExist();
        SpotterProcess.Ended ended = SpotterProcess.run(new byte[0], List.of(), other, command);
        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("noise is installed: taught from 600 photos in 2 classes");
        assertThat(cached(home)).isBetween(kept, 600L * 1_280 * 4 + 600 * 40 + 10_000);
    }

    @Test
    @DisplayName("takes emoji and spaces in names, one class of a thousand photos, and leaves out what is no image")
    void odd() throws Exception {
        Path photos = directory.resolve("odd");
        noise(photos.resolve("many 🍅"), 2_000, 0);
        noise(photos.resolve("few 🍏/nested dir"), 2, 200);
        Files.writeString(photos.resolve("few 🍏/broken.jpg"), "no image");
        Files.copy(photos.resolve("many 🍅/1.png"), photos.resolve("few 🍏/same.png"));
        Files.writeString(photos.resolve("loose.txt"), "not in a class");
        Path report = directory.resolve("odd.html");
        SpotterProcess.Ended ended = run(
                "teach",
                photos.toString(),
                "--name",
                "odd",
                "--engine",
                "onnx",
                "--json",
                "--report",
                report.toString());
        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        assertThat(ended.err())
                .contains("broken.jpg: ", "loose.txt")
                .contains("many 🍅 has 2,000 photos and few 🍏 only 3");
        JsonNode json = new JsonMapper().readTree(ended.out());
        assertThat(json.at("/photos").asInt()).isEqualTo(2_003);
        assertThat(json.at("/classes/0/name").asText()).isEqualTo("few 🍏");
        assertThat(json.at("/classes/0/photos").asInt()).isEqualTo(3);
        assertThat(json.at("/unreadable/0/file").asText()).endsWith("broken.jpg");
        assertThat(json.at("/duplicates/0/sameBytes").asBoolean()).isTrue();
        assertThat(json.at("/duplicates/0/first/file").asText()).endsWith("same.png");
        assertThat(report).content(UTF_8).contains("few 🍏", "broken.jpg", "data:image/jpeg;base64,");
    }

    @Test
    @DisplayName("refuses, with the option that helps")
    void refused() throws Exception {
        String photos = EXAMPLE.resolve("photos").toString();
        assertThatRefused("--name", "teach", photos);
        assertThatRefused("leave out --network", "teach", photos, "--name", "x1", "--from", "a", "--network", "b");
        assertThatRefused(
                "there is one class, rocket", "teach", EXAMPLE.resolve("more").toString(), "--name", "x1");
        assertThatRefused(
                "there is no directory", "teach", directory.resolve("missing").toString(), "--name", "x1");
        assertThatRefused(
                "there is no model missing; taught models are: ", "teach", photos, "--name", "x1", "--from", "missing");
        String more = EXAMPLE.resolve("more").toString();
        String[] extended = {"teach", more, "--name", "taught", "--from", "taught", "--engine", "onnx"};
        assertThatRefused("another model is installed as taught", extended);
        assertThatRefused("(--replace)", extended);
        assertThatRefused("another engine", "teach", more, "--name", "x1", "--from", "taught");
        assertThatRefused("the name of a model that Spotter knows", "teach", photos, "--name", "efficientnet-lite0");
        Path file = Files.writeString(directory.resolve("mine.html"), "mine");
        assertThatRefused("is not an earlier report", "teach", photos, "--name", "x1", "--report", file.toString());
        assertThat(file).hasContent("mine");
        assertThatRefused(
                "/proc/x.html cannot be written", "teach", photos, "--name", "x1", "--report", "/proc/x.html");
        assertThatRefused("gives no embeddings", "teach", photos, "--name", "x1", "--network", directory.toString());
    }

    @Test
    @DisplayName("prints the results even if the report cannot be written then")
    void reportLost() throws Exception {
        Path photos = directory.resolve("lost");
        noise(photos.resolve("a"), 300, 0);
        noise(photos.resolve("b"), 300, 128);
        Path to = Files.createDirectory(directory.resolve("lost-report"));
        Path home = directory.resolve("lost-home");
        String[] command = {
            "teach",
            photos.toString(),
            "--name",
            "lost",
            "--engine",
            "onnx",
            "--report",
            to.resolve("r.html").toString()
        };
        try (SpotterProcess spotter =
                SpotterProcess.start(List.of(), Map.of("SPOTTER_HOME", home.toString()), command)) {
            while (cached(home) == 0) {
                assertThat(spotter.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            Files.delete(to);
            SpotterProcess.Ended ended = spotter.awaitEnd();
            assertThat(ended.exitStatus()).isEqualTo(1);
            assertThat(ended.out()).contains("lost is installed: taught from 600 photos");
            assertThat(ended.err()).contains("lost is installed, but the report", "r.html cannot be written: ");
        }
    }

    private static void assertThatRefused(String message, String... arguments) throws Exception {
        SpotterProcess.Ended ended = run(arguments);
        assertThat(ended.err()).contains(message);
        assertThat(ended.exitStatus()).isIn(1, 2);
        assertThat(ended.out()).isEmpty();
    }

    /** The bytes of the cached features. */
    private static long cached(Path home) throws IOException {
        Path features = home.resolve("cache/features");
        if (!Files.exists(features)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(features)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    /** Small photos of noise around a shade. */
    private static void noise(Path to, int count, int shade) throws IOException {
        Files.createDirectories(to);
        Random random = new Random(shade);
        for (int i = 0; i < count; i++) {
            BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
            for (int j = 0; j < 256; j++) {
                image.setRGB(j % 16, j / 16, (shade + random.nextInt(56)) * 0x10101);
            }
            ImageIO.write(image, "png", to.resolve(i + ".png").toFile());
        }
    }

    private static JsonNode classify(String engine, String photo) throws Exception {
        SpotterProcess.Ended ended = run(
                "classify",
                "--json",
                "--model",
                "taught",
                "--engine",
                engine,
                EXAMPLE.resolve("new").resolve(photo).toString());
        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        return new JsonMapper().readTree(ended.out());
    }

    private static SpotterProcess.Ended run(String... arguments) throws Exception {
        return SpotterProcess.run(new byte[0], List.of(), environment, arguments);
    }
}
