package dev.spotter.storage.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The system refuses to write on in the middle of an image, as a full disk does: no file may be larger than the shell
 * allows.
 */
@DisplayName("The images on a full disk")
@Tag("slow")
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
    @Test
    @DisplayName("leaves nothing of an image that could not be written")
    void leavesNothingOfAnImageThatCouldNotBeWritten(@TempDir Path root) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // In blocks of 512 or 1,024 bytes: enough for the JVM's own files, too little for an image of 300,000 bytes.
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 200 && exec \"$@\"",
                        "sh",
                        java,
                        "-Xshare:auto",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PutOneLarge.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out).contains("could not be written").contains("then small: stored");
        assertThat(imageFiles(root)).hasSize(2);
    }

    private static List<Path> imageFiles(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".lock"))
                    .toList();
        }
    }
}
