package dev.spotter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.devserver.Samples;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("spotter classify reads")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it needs a POSIX shell and file system")
class ClassifyInputIT {
    private static final String CLASSIFY = "spotter classify --engine onnx --top 1 ";

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void image() throws IOException {
        Files.copy(Samples.file("coffee.png"), directory.resolve("coffee.png"));
        shell = new Shell(directory);
    }

    @Test
    @DisplayName("a directory by a link, links to files in it, and no link to a directory")
    void links() throws Exception {
        Shell.Ended ended =
                shell.run("mkdir real && cp coffee.png real && ln -s coffee.png real/link.png && ln -s . real/loop"
                        + " && ln -s nowhere real/nothing && mkfifo real/pipe && ln -s real linked && " + CLASSIFY
                        + "linked");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitStatus()).isZero();
        assertThat(ended.text().lines().filter(line -> !line.startsWith(" ")))
                .containsExactly("linked/coffee.png", "linked/link.png");
    }

    @Test
    @DisplayName("a directory without images, and says what it has passed over")
    void nothing() throws Exception {
        Shell.Ended ended = shell.run(
                "mkdir -p photos/sub empty linked && touch photos/{1,2}.heic photos/sub/3.HEIC photos/notes.txt"
                        + " photos/README && ln -s ../photos linked/link && " + CLASSIFY
                        + "photos empty linked coffee.png");
        assertThat(ended.exitStatus()).isEqualTo(1);
        assertThat(ended.text()).contains("espresso");
        assertThat(ended.err().lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .contains("linked has no images: it is empty; 1 link to a directory is not followed"))
                .anySatisfy(line -> assertThat(line).contains("photos", "3 HEIC files, 1 TXT file, 1 other", "JPEG"))
                .anySatisfy(line -> assertThat(line).contains("empty", "it is empty"));
    }

    @Test
    @DisplayName("a file in a directory that is an image only by its name, which it reports as failed")
    void imageByNameOnly() throws Exception {
        Shell.Ended ended = shell.run("mkdir photos && cp coffee.png photos && echo text > photos/notes.PNG"
                + " && echo attributes > photos/._coffee.png && " + CLASSIFY + "photos");
        assertThat(ended.exitStatus()).isEqualTo(1);
        assertThat(ended.text()).contains("photos/coffee.png", "espresso");
        assertThat(ended.err())
                .contains("photos/notes.PNG: the file is not an image of a known format; accepted formats are JPEG")
                .hasLineCount(1);
        Shell.Ended alone = shell.run("mkdir texts && echo text > texts/notes.png && " + CLASSIFY + "texts");
        assertThat(alone.exitStatus()).isEqualTo(1);
        assertThat(alone.text()).isEmpty();
        assertThat(alone.err()).contains("texts/notes.png").hasLineCount(1);
    }

    @Test
    @DisplayName("the rest of a directory of which a part may not be read, and names that part")
    void unreadable() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        shell.run("mkdir -p photos/{a,b,c} home && cp coffee.png photos/a && cp coffee.png photos/b && cp "
                + "coffee.png photos/c && chmod 777 home && chmod 000 photos/b && chmod 000 "
                + "photos/c/coffee.png");
        try {
            Shell.Ended ended = shell.asNobody()
                    .run(Map.of("SPOTTER_HOME", directory.resolve("home").toString()), CLASSIFY + "photos");
            assertThat(ended.exitStatus()).isEqualTo(1);
            assertThat(ended.text().lines().findFirst()).contains("photos/a/coffee.png");
            assertThat(ended.err())
                    .contains("spotter: photos/b: no permission to read the directory")
                    .contains("spotter: photos/c/coffee.png: no permission to read the file");
        } finally {
            shell.run("chmod 755 photos/b");
        }
    }

    @Test
    @DisplayName("no pipe, no device and no link that leads nowhere, and says so of each")
    void special() throws Exception {
        Shell.Ended ended = shell.run("mkfifo pipe; ln -s nowhere nothing; ln -s round round; " + CLASSIFY
                + "pipe /dev/zero nothing round missing <(cat coffee.png)");
        assertThat(ended.exitStatus()).isEqualTo(1);
        assertThat(ended.text()).contains("espresso");
        assertThat(ended.err())
                .contains("pipe: it is a named pipe or a device")
                .contains("/dev/zero: it is a named pipe or a device")
                .contains("nothing: it is a link to nothing")
                .contains("round: the file cannot be read: Too many levels of symbolic links")
                .contains("missing: there is no such file");
        assertThat(ended.err().lines()).hasSize(5);
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @DisplayName("files of any name in any locale, and shows what is no UTF-8 as bytes")
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8", ""})
    void names(String locale) throws Exception {
        Map<String, String> environment = Map.of("LC_ALL", locale, "LANG", "", "LC_CTYPE", "");
        String files = "mkdir photos; cp coffee.png photos/caf\u00E9.png; cp coffee.png $'photos/lat\\xe9.png'; ";
        Shell.Ended ended = shell.run(
                environment,
                files + CLASSIFY + "--json photos photos/caf\u00E9.png $'photos/lat\\xe9.png' $'no\\xe9.png'");
        assertThat(ended.exitStatus()).isEqualTo(1);
        String out = UTF_8.newDecoder().decode(ended.out()).toString();
        assertThat(out.lines().map(ClassifyInputIT::file).limit(4))
                .containsExactly(
                        "photos/caf\u00E9.png", "photos/lat\\xe9.png", "photos/caf\u00E9.png", "photos/lat\\xe9.png");
        assertThat(ended.err()).contains("there is no such file").hasLineCount(1);
    }

    @ParameterizedTest
    @DisplayName("no name that is empty, and standard input once")
    @ValueSource(strings = {"''", "coffee.png ''", "- -"})
    void badUsage(String arguments) throws Exception {
        Shell.Ended ended = shell.run(CLASSIFY + arguments);
        assertThat(ended.exitStatus()).isEqualTo(2);
        assertThat(ended.text()).isEmpty();
        assertThat(ended.err().strip()).containsPattern("is empty|only once").hasLineCount(1);
    }

    @Test
    @DisplayName("a file whose name begins with @ as an image, not as a list of arguments")
    void at() throws Exception {
        assertThat(shell.run("cp coffee.png @coffee.png; " + CLASSIFY + "@coffee.png")
                        .text())
                .contains("@coffee.png", "espresso");
    }

    @Test
    @DisplayName("images larger than a server would take, and no larger than it is told to")
    void limits() throws Exception {
        ImageIO.write(
                new BufferedImage(2_100, 2_000, BufferedImage.TYPE_INT_RGB),
                "bmp",
                directory.resolve("bytes.bmp").toFile());
        ImageIO.write(
                new BufferedImage(24_000, 2_500, BufferedImage.TYPE_BYTE_BINARY),
                "png",
                directory.resolve("pixels.png").toFile());
        assertThat(directory.resolve("bytes.bmp").toFile().length()).isGreaterThan(10 << 20);
        assertThat(shell.run(CLASSIFY + "bytes.bmp pixels.png").exitStatus()).isZero();
        Shell.Ended ended = shell.run(CLASSIFY + "--max-bytes 1000000 --max-pixels 59000000 bytes.bmp pixels.png");
        assertThat(ended.exitStatus()).isEqualTo(1);
        assertThat(ended.err()).contains("the limit of 1,000,000 bytes").contains("the limit of 59,000,000 pixels");
        assertThat(shell.run(CLASSIFY + "--max-bytes 1000000 - <bytes.bmp").err())
                .contains("the limit of 1,000,000 bytes");
    }

    @Test
    @DisplayName("names of files and classes and shows them in one line, with nothing in them that steers a terminal")
    void visible() throws Exception {
        Path home = directory.resolve("home");
        shell.run(Map.of("SPOTTER_HOME", home.toString()), CLASSIFY + "coffee.png");
        Path model = Files.createDirectory(directory.resolve("model"));
        try (Stream<Path> models = Files.list(home.resolve("cache").resolve("models"))) {
            shell.run("cp %s/* model"
                    .formatted(models.filter(Files::isDirectory).findFirst().orElseThrow()));
        }
        Path labels = model.resolve("synset.txt");
        Files.writeString(labels, Files.readString(labels).replace("espresso", "\u001B[2J\u202Eespresso\u009B"));
        String name = "$'a\\e[31m\\n\u202Eb\u2028.png'";
        for (String options : new String[] {"", "--json "}) {
            Shell.Ended ended = shell.run(
                    "cp coffee.png " + name + "; " + CLASSIFY + options + "--model model " + name + " $'no\\e'");
            assertThat(ended.text() + ended.err())
                    .contains("espresso")
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n]]");
            assertThat(ended.text().lines()).hasSize(2);
            assertThat(ended.err())
                    .contains("no\\u001b: there is no such file")
                    .contains("the network in model is trusted like a program")
                    .hasLineCount(2);
        }
        assertThat(shell.run("spotter classify --model $'a\\e\\nb' x").err())
                .contains("a\\u001b\\u000ab")
                .hasLineCount(1);
    }

    private static String file(String json) {
        try {
            return new ObjectMapper().readTree(json).get("file").asText();
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
