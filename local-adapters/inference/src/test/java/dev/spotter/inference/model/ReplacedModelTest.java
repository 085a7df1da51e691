package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An installed model that is replaced")
class ReplacedModelTest {
    private static final String NAME = ReplaceModels.NAME;

    @TempDir
    private Path folder;

    private SpotterHome home = new SpotterHome(Path.of("unset"));

    @BeforeEach
    void install() {
        home = new SpotterHome(folder.resolve("home"));
        ReplaceModels.install(home, 0);
    }

    @Test
    @DisplayName("is used where the process ended before the new one was there, and is put back by the next change")
    void endedBefore() throws IOException {
        Files.move(home.installed().resolve(NAME), home.installed().resolve(".earlier-" + NAME));
        assertThat(models().has(NAME)).isTrue();
        assertThat(models().names()).containsOnlyOnce(NAME);
        assertThat(ReplaceModels.isOfOne(models().source(NAME))).isTrue();
        assertThat(new ModelCache(ModelCatalog.bundled(), home).directory(NAME, Variant.fastest()))
                .isEqualTo(home.installed().resolve(".earlier-" + NAME));
        ReplaceModels.install(home, 1);
        assertThat(photos()).isEqualTo(3);
        assertThat(directories()).containsExactly(NAME);
    }

    @Test
    @DisplayName("is gone where the process ended before it was deleted, and its files go with the next change")
    void endedAfter() throws IOException {
        Files.move(home.installed().resolve(NAME), home.installed().resolve(".earlier-" + NAME));
        ReplaceModels.install(new SpotterHome(folder.resolve("other")), 1);
        Files.move(
                folder.resolve("other/data/installed").resolve(NAME),
                home.installed().resolve(NAME));
        assertThat(models().names()).containsOnlyOnce(NAME);
        assertThat(photos()).isEqualTo(3);
        models().remove(NAME);
        assertThat(models().has(NAME)).isFalse();
        assertThat(directories()).isEmpty();
    }

    @Test
    @DisplayName("does not come back once it is removed, wherever a process ended")
    void removed() throws IOException {
        Files.move(home.installed().resolve(NAME), home.installed().resolve(".earlier-" + NAME));
        models().remove(NAME);
        assertThat(models().has(NAME)).isFalse();
        assertThat(directories()).isEmpty();
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName("stays where a pipe is in the place of the lock, and nobody waits for its other end")
    void pipe() throws Exception {
        Path lock = home.installed().resolve(ModelChange.LOCK);
        Files.delete(lock);
        assertThat(new ProcessBuilder("mkfifo", lock.toString()).start().waitFor())
                .isZero();
        assertThatExceptionOfType(HomeNotWritableException.class)
                .isThrownBy(() -> ReplaceModels.install(home, 1))
                .withMessageContaining(ModelChange.LOCK + " is a pipe or a device, not a file");
        assertThat(photos()).isEqualTo(2);
        assertThat(directories()).containsExactly(NAME);
    }

    @Test
    @Tag("slow")
    @DisplayName("is one of the two whenever the process is killed")
    void killed() throws Exception {
        for (int i = 0; i < 5; i++) {
            Process replacing = start();
            try {
                awaitLines(replacing, i + 1);
            } finally {
                kill(replacing);
            }
            assertThat(ReplaceModels.isOfOne(models().source(NAME))).isTrue();
        }
        ReplaceModels.install(home, 0);
        assertThat(photos()).isEqualTo(2);
        assertThat(directories()).containsExactly(NAME);
    }

    @Test
    @Tag("slow")
    @DisplayName("is one of the two for readers while two threads and another process replace it")
    void atOnce() throws Exception {
        Process replacing = start();
        try {
            awaitLines(replacing, 1);
            List<CompletableFuture<Void>> threads = IntStream.range(0, 2)
                    .mapToObj(first -> CompletableFuture.runAsync(
                            () -> IntStream.range(first, first + 8).forEach(i -> ReplaceModels.install(home, i))))
                    .toList();
            CompletableFuture<Void> all = CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new));
            int read = 0;
            while (!all.isDone()) {
                read += readOne();
            }
            all.get();
            assertThat(read).isPositive();
            assertThat(replacing.isAlive()).isTrue();
        } finally {
            kill(replacing);
        }
    }

    /** What a reader gets is whole; or it is told that the name was taken meanwhile, and reads again. */
    private int readOne() {
        assertThat(models().has(NAME)).isTrue();
        assertThat(new TaughtModels(ModelCatalog.bundled(), home).lesson(NAME).orElseThrow())
                .matches(lesson -> lesson.key().replace("lesson ", "of ").equals(lesson.content()));
        try {
            assertThat(ReplaceModels.isOfOne(models().source(NAME))).isTrue();
            return 1;
        } catch (ModelReplacedException e) {
            assertThat(e).hasMessage("mine was replaced or removed while it was read; try again");
            return 0;
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplaceModels.class.getName(),
                        folder.resolve("home").toString())
                .redirectErrorStream(true)
                .start();
    }

    private static void awaitLines(Process replacing, int count) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(replacing.getInputStream(), UTF_8));
        for (int i = 0; i < count; i++) {
            assertThat(out.readLine()).isEqualTo("installed " + i);
        }
    }

    private static void kill(Process replacing) throws InterruptedException {
        replacing.destroyForcibly();
        assertThat(replacing.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    private Models models() {
        return new Models(ModelCatalog.bundled(), home);
    }

    /** The number of photos that the model was taught from, as its description has it. */
    private int photos() {
        return models().show(NAME).source().contains("3 photos") ? 3 : 2;
    }

    private List<String> directories() throws IOException {
        try (Stream<Path> files = Files.list(home.installed())) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
