package dev.spotter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.devserver.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The launcher")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a script for bash")
class LauncherIT {
    private static final String NO_ARCHIVE =
            "it refuses archives where any part of the class path is a directory, as DynamoDB Local's jar " + "has it";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The files and directories whose age it looks at. */
    private static final Pattern SOURCES = Pattern.compile("find \"\\$here\"/\\{([^}]*)\\}");

    @TempDir
    private Path checkout;

    private Path target;
    private Path archives;

    /** As much of a checkout as the launcher needs. */
    @BeforeEach
    void build() throws IOException {
        Path jar = Path.of(System.getProperty("spotter.jar"));
        Path root = Samples.file("..").toRealPath();
        Matcher sources = SOURCES.matcher(Files.readString(root.resolve("spotter")));
        assertThat(sources.find()).isTrue();
        for (String source : sources.group(1).split(",", -1)) {
            Files.createDirectory(checkout.resolve(source));
        }
        target = Files.createDirectories(checkout.resolve("dev-server/target"));
        archives = target.resolve("class-archives");
        Files.copy(root.resolve("spotter"), checkout.resolve("spotter"));
        Files.copy(jar, target.resolve("spotter.jar"));
        Files.createSymbolicLink(
                target.resolve("lib"), jar.resolveSibling("lib").toAbsolutePath());
        Files.createSymbolicLink(checkout.resolve("samples"), root.resolve("samples"));
        Files.createSymbolicLink(checkout.resolve("docs"), root.resolve("docs"));
    }

    @AfterEach
    void unlink() throws IOException {
        Files.delete(target.resolve("lib"));
        Files.delete(checkout.resolve("samples"));
        Files.delete(checkout.resolve("docs"));
    }

    @Test
    @DisabledForJreRange(min = JRE.JAVA_25, disabledReason = NO_ARCHIVE)
    @DisplayName("makes an archive of classes beside the first classification, and uses it from then on")
    void archive() throws Exception {
        Process first = classify("");
        Process second = classify("");
        assertThatItSaysEspresso(first);
        assertThatItSaysEspresso(second);
        awaitArchive();
        Path log = checkout.resolve("classes.log");
        assertThatItSaysEspresso(classify("-Xlog:class+load:file=" + log));
        assertThat(log).content().containsPattern("dev.spotter.cli.ClassifyCommand source: shared objects file");
    }

    @Test
    @DisabledForJreRange(min = JRE.JAVA_25, disabledReason = NO_ARCHIVE)
    @DisplayName("makes an archive of classes beside the first server, and leaves nothing else behind")
    void archiveOfServer() throws Exception {
        assertThat(launch(Map.of(), "", "serve", "--help").waitFor()).isZero();
        assertThat(awaitArchive().getFileName().toString()).startsWith("serve-");
        Path log = checkout.resolve("classes.log");
        Process server = launch(
                Map.of(),
                "-Xlog:class+load:file=" + log,
                "serve",
                "--port",
                "0",
                "--data",
                checkout.resolve("data").toString());
        try (BufferedReader out = server.inputReader(UTF_8)) {
            assertThat(out.readLine()).contains("http://");
        } finally {
            server.destroy();
            server.waitFor();
        }
        assertThat(log).content().containsPattern("dev.spotter.cli.ServeCommand source: shared objects file");
        assertThat(archives).isDirectoryNotContaining(file -> !file.toString().endsWith(".jsa"));
    }

    @ParameterizedTest
    @CsvSource({"teach, Teach", "similar, Similar", "duplicates, Duplicates"})
    @DisabledForJreRange(min = JRE.JAVA_25, disabledReason = NO_ARCHIVE)
    @DisplayName("makes an archive of classes beside the first run of a command that keeps features")
    void archiveOfFeatures(String command, String name) throws Exception {
        assertThat(launch(Map.of(), "", command, "--help").waitFor()).isZero();
        assertThat(awaitArchive().getFileName().toString()).startsWith(command + "-");
        Path log = checkout.resolve("classes.log");
        assertThat(launch(Map.of(), "-Xlog:class+load:file=" + log, command, "--help")
                        .waitFor())
                .isZero();
        assertThat(log).content().containsPattern("dev.spotter.cli." + name + "Command source: shared objects file");
        assertThat(archives).isDirectoryNotContaining(file -> !file.toString().endsWith(".jsa"));
    }

    @Test
    @DisplayName("runs without an archive if that is damaged or cannot be made, and prints nothing about it")
    void noArchive() throws Exception {
        Files.writeString(archives, "no directory");
        assertThatItSaysEspresso(classify(""));
        Files.delete(archives);
        assertThatItSaysEspresso(classify(""));
        Path archive = awaitArchive();
        Files.delete(archive);
        Files.writeString(archive, "no archive");
        assertThatItSaysEspresso(classify(""));
    }

    @Test
    @DisplayName("builds once where a source is newer than the program, even if that changes nothing in the program's "
            + "own jar")
    void buildsOnce() throws Exception {
        Path programs = Files.createDirectory(checkout.resolve("programs"));
        Path maven = programs.resolve("mvn");
        Path builds = checkout.resolve("builds.txt");
        Files.writeString(maven, "#!/usr/bin/env bash\necho \"$*\" >>'%s'\n".formatted(builds));
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        Path source = Files.createFile(checkout.resolve("core/Changed.java"));
        assertThat(Files.getLastModifiedTime(source))
                .isGreaterThan(Files.getLastModifiedTime(target.resolve("spotter.jar")));
        classify("", programs).waitFor();
        assertThatItSaysEspresso(classify("", programs));
        assertThat(builds).content().hasLineCount(1).contains("package");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere file names do not depend on the locale")
    @DisplayName("lets Java name files with all letters where no locale is set, or one that is not there")
    void locale() throws Exception {
        for (String locale : List.of("", "C", "xx_XX.UTF-8")) {
            Process process = launch(Map.of("LC_ALL", locale, "LANG", ""), "-XshowSettings:properties", "--version");
            assertThat(output(process)).contains("sun.jnu.encoding = UTF-8");
        }
    }

    @Test
    @DisplayName("has a server end when it has run out of memory")
    void outOfMemory() throws Exception {
        assertThat(output(launch(Map.of(), "-XX:+PrintFlagsFinal", "serve", "--help")))
                .containsPattern("ExitOnOutOfMemoryError\\s+= true");
    }

    private static String output(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), UTF_8);
        }
    }

    private Process launch(Map<String, String> environment, String javaOptions, String... arguments)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("bash", "spotter"), Stream.of(arguments))
                        .toList())
                .directory(checkout.toFile())
                .redirectErrorStream(true);
        builder.environment().put("SPOTTER_JAVA_OPTIONS", javaOptions);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Process classify(String javaOptions) throws IOException {
        return classify(javaOptions, target);
    }

    private Process classify(String javaOptions, Path searchedFirst) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "spotter", "classify", "samples/coffee.png")
                .directory(checkout.toFile())
                .redirectErrorStream(true);
        builder.environment().put("SPOTTER_JAVA_OPTIONS", javaOptions);
        builder.environment().merge("PATH", searchedFirst.toString(), (path, first) -> first + ":" + path);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static void assertThatItSaysEspresso(Process process) throws IOException, InterruptedException {
        try (InputStream out = process.getInputStream()) {
            List<String> lines = new String(out.readAllBytes(), UTF_8).lines().toList();
            assertThat(lines).hasSize(6);
            assertThat(lines.get(0)).endsWith("coffee.png");
            assertThat(lines.get(1)).endsWith("espresso");
        }
        assertThat(process.waitFor()).isZero();
    }

    /** The only file, when all drafts are gone. */
    private Path awaitArchive() throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            try (Stream<Path> files = Files.list(archives)) {
                List<Path> found = files.toList();
                if (found.size() == 1 && found.get(0).toString().endsWith(".jsa")) {
                    return found.get(0);
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no archive was made");
    }
}
