package dev.spotter.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("The home of Spotter's files")
class SpotterHomeTest {
    private static final Path USER = Path.of(System.getProperty("user.home"));

    @Test
    @DisplayName("has its cache and its data side by side in the directory that the environment names")
    void named() {
        SpotterHome home = SpotterHome.from(Map.of("SPOTTER_HOME", "somewhere"));
        assertThat(home.cache()).isEqualTo(Path.of("somewhere/cache").toAbsolutePath());
        assertThat(home.data()).isEqualTo(Path.of("somewhere/data").toAbsolutePath());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the names are Linux's")
    @DisplayName("has its cache and its data in directories of their own on Linux")
    void linux() {
        assertThat(SpotterHome.from(Map.of()))
                .isEqualTo(new SpotterHome(USER.resolve(".cache/spotter"), USER.resolve(".local/share/spotter")));
        assertThat(SpotterHome.from(Map.of("XDG_CACHE_HOME", "/cache", "XDG_DATA_HOME", "/data")))
                .isEqualTo(new SpotterHome(Path.of("/cache/spotter"), Path.of("/data/spotter")));
    }

    @Test
    @EnabledOnOs(value = OS.MAC, disabledReason = "the names are those of macOS")
    @DisplayName("has its cache and its data in directories of their own on macOS")
    void mac() {
        assertThat(SpotterHome.from(Map.of()))
                .isEqualTo(new SpotterHome(
                        USER.resolve("Library/Caches/spotter"), USER.resolve("Library/Application Support/Spotter")));
    }

    @Test
    @EnabledOnOs(value = OS.WINDOWS, disabledReason = "the names are those of Windows")
    @DisplayName("has its cache and its data in directories of their own on Windows")
    void windows() {
        assertThat(SpotterHome.from(Map.of("LOCALAPPDATA", "C:\\local")))
                .isEqualTo(new SpotterHome(Path.of("C:\\local\\Spotter\\cache"), Path.of("C:\\local\\Spotter\\data")));
    }
}
