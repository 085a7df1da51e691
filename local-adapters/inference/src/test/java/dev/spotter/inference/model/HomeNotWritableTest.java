package dev.spotter.inference.model;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A home that cannot be written")
@EnabledOnOs(OS.LINUX)
class HomeNotWritableTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("is said to be a file")
    void file() throws Exception {
        assertRefused(Files.createFile(folder.resolve("home")), "Not a directory");
    }

    @Test
    @DisplayName("is said to be where no directory can be made")
    void noDirectory() {
        assertRefused(Path.of("/proc/spotter"), "the directory is gone or cannot be made");
    }

    private static void assertRefused(Path home, String reason) {
        ModelCache cache =
                new ModelCache(ModelCatalog.bundled(), SpotterHome.from(Map.of(SpotterHome.VARIABLE, home.toString())));
        assertThatExceptionOfType(HomeNotWritableException.class)
                .isThrownBy(() -> cache.directory(ClassifierSettings.DEFAULT_MODEL, Variant.fastest()))
                .withMessage(
                        "the model cannot be written to %s (%s): set SPOTTER_HOME to a directory that can be written"
                                .formatted(home.resolve("cache/models"), reason));
    }
}
