package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.devserver.Samples;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Comparing images on the command line")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it needs a POSIX shell and file system")
class SimilarImagesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private Path photos;
    private Shell shell;

    @BeforeEach
    void photos() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        photos = Files.createDirectories(directory.resolve("photos").resolve("my cats 🐈"));
        for (String sample : List.of("chelsea.png", "coffee.png", "rocket.jpg")) {
            Files.copy(Samples.file(sample), photos.resolve(sample));
        }
        Files.copy(Samples.file("chelsea.png"), photos.resolve("a copy.png"));
        ImageIO.write(
                smaller(Samples.file("chelsea.png")),
                "png",
                photos.resolve("small.png").toFile());
        shell = new Shell(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "onnx"})
    @DisplayName("lists the nearest images first, without the one that was asked for, also by another way to it")
    void similar(String engine) throws Exception {
        shell.run("ln -s photos linked");
        Shell.Ended ended = run("spotter similar --engine %s 'linked/../photos/my cats 🐈/chelsea.png' linked --top 3"
                .formatted(engine));
        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        List<String> lines = ended.text().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("1.000  linked/my cats 🐈/a copy.png");
        assertThat(lines.get(1)).matches("0\\.9\\d\\d {2}linked/my cats 🐈/small\\.png");
        assertThat(lines.get(2)).matches("0\\.[0-3]\\d\\d {2}.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "onnx"})
    @DisplayName("groups what is nearly the same, and tells what has the same bytes")
    void duplicates(String engine) throws Exception {
        Shell.Ended ended = run("spotter duplicates --engine %s photos".formatted(engine));
        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        List<String> lines = ended.text().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("photos/my cats 🐈/a copy.png");
        assertThat(lines.get(1))
                .isEqualTo("  1.000  photos/my cats 🐈/chelsea.png  (the same bytes as photos/my cats 🐈/a copy.png)");
        assertThat(lines.get(2)).matches(" {2}0\\.9\\d\\d {2}photos/my cats 🐈/small\\.png");
        assertThat(run("spotter duplicates --engine %s --threshold 1 photos".formatted(engine))
                        .text()
                        .lines())
                .hasSize(2);
    }

    @Test
    @DisplayName("takes a file for one image if it is named twice or linked, and a hard link for a copy")
    void sameFile() throws Exception {
        shell.run("mkdir one; cp photos/*/coffee.png one/a.png; ln -s a.png one/b.png; ln -s one linked");
        Shell.Ended ended = run("spotter duplicates --engine onnx one one/ ./one/a.png one/b.png linked linked/a.png");
        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        assertThat(ended.text()).isEmpty();
        shell.run("ln one/a.png one/c.png");
        assertThat(run("spotter duplicates --engine onnx one one/a.png").text().lines())
                .containsExactly("one/a.png", "  1.000  one/c.png  (the same bytes as one/a.png)");
    }

    @Test
    @DisplayName("finds images with the same pixels by a threshold of 1, also if their bytes differ")
    void samePixels() throws Exception {
        BufferedImage whole = ImageIO.read(Samples.file("chelsea.png").toFile());
        Path crops = Files.createDirectories(directory.resolve("crops"));
        for (int i = 0; i < 12; i++) {
            BufferedImage crop = whole.getSubimage(20 * i, 10 * i, 180, 170);
            ImageIO.write(crop, "png", crops.resolve("%02d.png".formatted(i)).toFile());
            ImageIO.write(crop, "bmp", crops.resolve("%02d.bmp".formatted(i)).toFile());
        }
        assertThat(run("spotter duplicates --engine onnx --threshold 1 crops")
                        .text()
                        .lines()
                        .filter(line -> line.startsWith("  1.000  ")))
                .hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    @DisplayName("works with names that have letters which the locale lacks")
    void locale(String locale) throws Exception {
        shell.run("mkdir names; cp photos/*/coffee.png $'names/k\\xc3\\xa4tze.png'; cp photos/*/small.png names/q.png");
        for (String query : List.of("names/q.png", "$'names/k\\xc3\\xa4tze.png'")) {
            Shell.Ended ended =
                    shell.run(Map.of("LC_ALL", locale), "spotter similar --engine onnx %s names".formatted(query));
            assertThat(ended.exitStatus()).as(ended.err()).isZero();
            assertThat(ended.text())
                    .hasLineCount(1)
                    .contains(query.endsWith("q.png") ? "names/kätze.png" : "names/q.png");
        }
    }

    @Test
    @DisplayName("prints JSON, with the hash by which equal bytes are known")
    void json() throws Exception {
        JsonNode group = JSON.readTree(
                run("spotter duplicates --json --engine onnx photos").text());
        assertThat(group.at("/images")).hasSize(3);
        assertThat(group.at("/images/0/sha256")).isEqualTo(group.at("/images/1/sha256"));
        assertThat(group.at("/images/2/sha256")).isNotEqualTo(group.at("/images/1/sha256"));
        assertThat(group.at("/images/2/similarity").asDouble()).isBetween(0.9, 0.9999);
        List<String> lines = run("spotter similar --json --engine onnx photos/*/small.png photos")
                .text()
                .lines()
                .toList();
        assertThat(lines).hasSize(4);
        assertThat(JSON.readTree(lines.get(0)).get("file").asText()).isEqualTo("photos/my cats 🐈/a copy.png");
        assertThat(JSON.readTree(lines.get(1)).get("file").asText()).isEqualTo("photos/my cats 🐈/chelsea.png");
    }

    @Test
    @DisplayName("names and counts what cannot be read, and goes on")
    void unreadable() throws Exception {
        shell.run("echo text > photos/notes.jpg; head -c 1000 photos/*/small.png > photos/half.png; mkdir empty");
        for (String command : List.of("duplicates photos empty", "similar photos/*/small.png photos empty")) {
            Shell.Ended ended = run("spotter %s --engine onnx".formatted(command));
            assertThat(ended.exitStatus()).isEqualTo(1);
            assertThat(ended.text()).contains("chelsea.png");
            assertThat(ended.err())
                    .contains("photos/notes.jpg: the file is not an image", "photos/half.png: ")
                    .containsPattern("2 of [67] inputs were left out\n$")
                    .contains("empty has no images");
        }
        Shell.Ended query = run("spotter similar --engine onnx photos/notes.jpg photos");
        assertThat(query.exitStatus()).isEqualTo(1);
        assertThat(query.text()).isEmpty();
        assertThat(query.err())
                .contains("photos/notes.jpg: the file is not an image")
                .hasLineCount(1);
    }

    @Test
    @DisplayName("goes on after a kill -9 with what was extracted before it")
    void killed() throws Exception {
        byte[] sample = Files.readAllBytes(Samples.file("rocket.jpg"));
        for (int i = 0; i < 200; i++) {
            // What follows the last pixel changes the hash alone.
            byte[] other = Arrays.copyOf(sample, sample.length + 1 + i);
            Files.write(photos.resolve("rocket %d.jpg".formatted(i)), other);
        }
        Path home = directory.resolve("home");
        long before;
        try (SpotterProcess spotter = SpotterProcess.start(
                List.of(),
                Map.of("SPOTTER_HOME", home.toString()),
                "duplicates",
                "--engine",
                "onnx",
                photos.toString())) {
            while (spotter.isAlive() && hashBytes(home) < 20 * 32) {
                Thread.onSpinWait();
            }
            spotter.kill();
            before = hashBytes(home) / 32;
        }
        assertThat(before).isBetween(20L, 204L);
        Shell.Ended ended = runAtHome("spotter duplicates --engine onnx photos");
        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        assertThat(ended.text()).contains("rocket 199.jpg");
        assertThat(hashBytes(home)).isEqualTo(204 * 32);
    }

    private static long hashBytes(Path home) throws IOException {
        Path features = home.resolve("cache").resolve("features");
        if (!Files.isDirectory(features)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(features)) {
            return files.filter(file -> file.endsWith("hashes"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    @DisplayName("refuses options that make no sense, and models without features")
    void refused() throws Exception {
        shell.run("mkdir empty");
        for (Map.Entry<String, String> wrong : Map.of(
                        "similar photos photos", "QUERY must be an image but is a directory: photos",
                        "similar '' photos", "the name of a file is empty",
                        "duplicates --max-pixels 999999999999 empty", "--max-pixels must be from",
                        "duplicates --model '' empty", "the name of the model is empty",
                        "similar --top 0 photos/*/small.png photos", "--top must be from 1 to 10000",
                        "duplicates --threshold 0 photos", "--threshold must be above 0 and at most 1 but was 0.0",
                        "duplicates --threshold much photos", "'much' is not a number",
                        "similar photos/*/small.png", "DIR|FILE",
                        "duplicates --model photos photos", "gives no embeddings")
                .entrySet()) {
            Shell.Ended ended = run("spotter " + wrong.getKey());
            assertThat(ended.exitStatus()).as(wrong.getKey()).isEqualTo(2);
            assertThat(ended.err()).contains(wrong.getValue());
        }
    }

    @Test
    @DisplayName("uses a cache that cannot be written, and says so once if new features are not kept")
    void readOnly() throws Exception {
        assertThat(runAtHome("spotter duplicates --engine onnx photos").exitStatus())
                .isZero();
        shell.run("chmod -R a+rX home photos; chmod -R a-w home; chmod -R a+r home/cache/features");
        shell.asNobody();
        try {
            Shell.Ended complete = runAtHome("spotter duplicates --engine onnx photos");
            assertThat(complete.exitStatus()).as(complete.err()).isZero();
            assertThat(complete.err()).isEmpty();
            Files.copy(Samples.file("camera.png"), photos.resolve("new.png"));
            Shell.Ended ended = runAtHome("spotter duplicates --engine onnx photos");
            assertThat(ended.exitStatus()).as(ended.err()).isZero();
            assertThat(ended.text().lines()).hasSize(3);
            assertThat(ended.err()).containsOnlyOnce("the cache of features cannot be written");
        } finally {
            shell.run("chmod -R u+w home");
        }
    }

    @Test
    @DisplayName("reads an image from standard input, once")
    void standardInput() throws Exception {
        Shell.Ended query = run("spotter similar --engine onnx - photos --top 1 < photos/*/coffee.png");
        assertThat(query.exitStatus()).as(query.err()).isZero();
        assertThat(query.text()).matches("1\\.000 {2}photos/.*/coffee\\.png\n");
        Shell.Ended group = run("spotter duplicates --engine onnx - photos/*/coffee.png < photos/*/coffee.png");
        assertThat(group.text().lines().findFirst()).contains("-");
        for (String twice : List.of("classify - -", "duplicates - -", "similar - - photos", "similar a.png - -")) {
            Shell.Ended ended = run("spotter " + twice);
            assertThat(ended.exitStatus()).as(twice).isEqualTo(2);
            assertThat(ended.err()).contains("standard input, -, can be read only once");
        }
    }

    @Test
    @DisplayName("names the directory for temporary files if it is missing")
    void temporaryDirectory() throws Exception {
        Shell.Ended ended =
                shell.run(Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=/no/such"), "spotter duplicates photos");
        assertThat(ended.exitStatus()).as(ended.err()).isEqualTo(1);
        assertThat(ended.err())
                .contains("the directory for temporary files, /no/such,")
                .doesNotContain("Exception");
    }

    @Test
    @DisplayName("offers in the help only the models that it takes")
    void help() throws Exception {
        for (String command : List.of("similar", "duplicates")) {
            assertThat(run("spotter %s --help".formatted(command)).text())
                    .contains("--model=NAME ", "--engine=pytorch|onnx", "standard input")
                    .doesNotContain("NAME|DIR");
        }
    }

    private static BufferedImage smaller(Path image) throws IOException {
        BufferedImage whole = ImageIO.read(image.toFile());
        BufferedImage small =
                new BufferedImage(whole.getWidth() * 3 / 4, whole.getHeight() * 3 / 4, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.drawImage(
                whole.getScaledInstance(small.getWidth(), small.getHeight(), Image.SCALE_SMOOTH), 0, 0, null);
        graphics.dispose();
        return small;
    }

    private Shell.Ended run(String script) throws IOException, InterruptedException {
        return shell.run(script);
    }

    /** With a home of its own. */
    private Shell.Ended runAtHome(String script) throws IOException, InterruptedException {
        return shell.run(Map.of("SPOTTER_HOME", directory.resolve("home").toString()), script);
    }
}
