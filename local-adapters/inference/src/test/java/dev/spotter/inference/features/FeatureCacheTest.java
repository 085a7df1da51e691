package dev.spotter.inference.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.internal.DirectoryLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A cache of features")
class FeatureCacheTest {
    private static final int RECORD_BYTES = FillCache.DIMENSION * Float.BYTES + Integer.BYTES;

    private static final Logger LOG = Logger.getLogger(FeatureCache.class.getName());

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord warning) {
            warnings.add(warning.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(handler);
    }

    @Test
    @DisplayName("has what was added when it is opened again, and computes nothing twice")
    void reopened() {
        add(0, 5_000);
        assertThat(missing(0, 5_000)).isEmpty();
        try (FeatureCache cache = open()) {
            float[] found = cache.get(FillCache.hash(3), () -> {
                throw new AssertionError("it is in the cache");
            });
            assertThat(found).isEqualTo(FillCache.features(3));
        }
    }

    @Test
    @DisplayName("loses only the image whose writing was cut off, and goes on")
    void tornEnd() throws IOException {
        add(0, 10);
        try (RandomAccessFile vectors = file("vectors")) {
            vectors.setLength(10L * RECORD_BYTES - 17);
        }
        assertThat(missing(0, 10)).containsExactly(9);
        assertThat(warnings.get(0)).contains("ended within an image");
        add(9, 3);
        try (RandomAccessFile hashes = file("hashes")) {
            hashes.setLength(12L * ImageHash.BYTES - 1);
        }
        add(11, 5);
        assertThat(missing(0, 16)).isEmpty();
        assertThat(folder.resolve("cache").resolve("vectors")).hasSize(16L * RECORD_BYTES);
    }

    @Test
    @DisplayName("extracts what is damaged in its middle again")
    void damaged() throws IOException {
        add(0, 10);
        try (RandomAccessFile vectors = file("vectors")) {
            vectors.seek(4L * RECORD_BYTES + 100);
            vectors.write(new byte[50]);
        }
        try (RandomAccessFile hashes = file("hashes")) {
            hashes.seek(7L * ImageHash.BYTES + 10);
            hashes.write(new byte[5]);
        }
        add(0, 10);
        assertThat(warnings).singleElement().asString().contains("is damaged");
        assertThat(missing(0, 10)).isEmpty();
    }

    @Test
    @Tag("slow")
    @DisplayName("has every image that was added before a kill -9, and goes on after it")
    void killed() throws Exception {
        int next = 0;
        for (int kill = 0; kill < 5; kill++) {
            int first = next;
            Process process = start(first);
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (int i = 0; i < 200 * (kill + 1); i++) {
                    assertThat(out.readLine()).isEqualTo("added " + next);
                    next++;
                }
                process.destroyForcibly();
                assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(missing(0, next)).isEmpty();
        }
    }

    @Test
    @Tag("slow")
    @DisplayName("is read by a second process while a first one adds to it, and the second one's images are not kept")
    void twoProcesses() throws Exception {
        add(0, 100);
        Process first = start(100);
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(first.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("added 100");
            try (FeatureCache second = open()) {
                assertThat(IntStream.range(0, 101).filter(i -> !FillCache.has(second, i)))
                        .isEmpty();
                FillCache.add(second, -1);
            }
            assertThat(warnings).singleElement().asString().contains("another Spotter");
        } finally {
            first.destroyForcibly();
            assertThat(first.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(missing(-1, 102)).containsExactly(-1);
    }

    @Test
    @DisplayName("is opened twice in one process, where the first adds")
    void twice() {
        try (FeatureCache first = open();
                FeatureCache second = open()) {
            FillCache.add(second, 1);
            FillCache.add(first, 2);
        }
        assertThat(missing(1, 2)).containsExactly(1);
    }

    @Test
    @Tag("slow")
    @DisplayName("on a full disk keeps what fitted, and warns once")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it needs a shell that limits the size of files")
    void full() throws Exception {
        Path output = folder.resolve("output.txt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process limited = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 64; exec \"$@\"",
                        "limited",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FillCache.class.getName(),
                        folder.resolve("cache").toString(),
                        "0",
                        "100")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(limited.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(limited.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readAllLines(output).stream().filter(line -> line.contains("cannot be written")))
                .hasSize(1);
        int fitted = 64 * 1024 / RECORD_BYTES;
        assertThat(missing(0, 100))
                .containsExactlyElementsOf(IntStream.range(fitted, 100).boxed().toList());
        add(0, 100);
        assertThat(missing(0, 100)).isEmpty();
    }

    @Test
    @DisplayName("that cannot be written gives no warning before the first image that is not kept")
    void nothingToKeep() {
        add(0, 3);
        try (FeatureCache writer = open();
                FeatureCache reader = open()) {
            assertThat(writer).isNotSameAs(reader);
            assertThat(FillCache.has(reader, 2)).isTrue();
            FillCache.add(reader, 2);
            assertThat(warnings).isEmpty();
            FillCache.add(reader, 3);
            FillCache.add(reader, 4);
            assertThat(warnings).singleElement().asString().contains("another Spotter");
        }
    }

    @Test
    @DisplayName("never writes through a link to a file elsewhere")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void linked() throws IOException {
        for (String file : List.of("hashes", "vectors")) {
            Path cache = Files.createDirectories(folder.resolve("cache"));
            Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "not a cache");
            Files.deleteIfExists(cache.resolve(file));
            Files.createSymbolicLink(cache.resolve(file), elsewhere);
            add(0, 2);
            assertThat(elsewhere).hasContent("not a cache");
            Files.delete(cache.resolve(file));
        }
        assertThat(warnings).hasSize(2).allMatch(warning -> warning.contains("a symbolic link is in its place"));
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName("does not wait for the other end of a pipe")
    void pipe() throws Exception {
        for (String file : List.of("hashes", "vectors", DirectoryLock.NAME)) {
            Path pipe =
                    Files.createDirectories(folder.resolve("cache-of-" + file)).resolve(file);
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
            try (FeatureCache cache = FeatureCache.open(pipe.resolveSibling(""), FillCache.DIMENSION)) {
                FillCache.add(cache, 1);
            }
            assertThat(warnings.get(warnings.size() - 1)).contains(file + " is a pipe or a device, not a file");
        }
    }

    @Test
    @DisplayName("works without a place to write to, and warns once")
    void noPlace() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file");
        try (FeatureCache cache = open()) {
            FillCache.add(cache, 1);
            FillCache.add(cache, 2);
        }
        assertThat(warnings).singleElement().asString().contains("New features are not kept");
    }

    @Test
    @DisplayName("is its owner's alone")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it needs POSIX permissions")
    void ownerOnly() throws IOException {
        Path cache = Files.createDirectories(folder.resolve("cache"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        add(0, 1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
        for (String file : List.of("hashes", "vectors", ".lock")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    private FeatureCache open() {
        return FeatureCache.open(folder.resolve("cache"), FillCache.DIMENSION);
    }

    private void add(int first, int count) {
        try (FeatureCache cache = open()) {
            IntStream.range(first, first + count).forEach(i -> FillCache.add(cache, i));
        }
    }

    /** The numbers that are not in the cache; it stays as it is. */
    private List<Integer> missing(int first, int count) {
        try (FeatureCache writer = open();
                FeatureCache reader = open()) {
            assertThat(writer).isNotSameAs(reader);
            return IntStream.range(first, first + count)
                    .filter(i -> !FillCache.has(reader, i))
                    .boxed()
                    .toList();
        }
    }

    private RandomAccessFile file(String name) throws IOException {
        return new RandomAccessFile(folder.resolve("cache").resolve(name).toFile(), "rw");
    }

    private Process start(int first) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FillCache.class.getName(),
                        folder.resolve("cache").toString(),
                        Integer.toString(first))
                .redirectError(Redirect.DISCARD)
                .start();
    }
}
