package dev.spotter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("The README")
class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    @DisplayName("shows library code that compiles, and prints what it says")
    void library(@TempDir Path folder) throws Exception {
        LibraryExample.compile(
                ROOT.resolve("README.md"), List.of("dev.spotter.core.classification", "dev.spotter.pytorch"), folder);
        String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
        Process example = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(), "-cp", classPath, LibraryExample.NAME))
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = example.getInputStream()) {
            assertThat(new String(out.readAllBytes(), UTF_8).strip()).isEqualTo("espresso");
        }
        assertThat(example.waitFor()).isZero();
    }
}
