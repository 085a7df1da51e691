package dev.spotter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("The README")
class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    @Test
    @DisplayName("shows library code that compiles, and prints what it says")
    void library(@TempDir Path folder) throws Exception {
        Matcher code = JAVA.matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(code.find()).isTrue();
        Path source = Files.writeString(
                folder.resolve("Example.java"),
                """
                import dev.spotter.core.classification.*;
                import dev.spotter.pytorch.*;
                import java.nio.file.*;

                class Example {
                    public static void main(String[] arguments) throws Exception {
                        %s
                    }
                }
                """
                        .formatted(code.group(1)));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(compiled).isZero();
        String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
        Process example = new ProcessBuilder(
                        List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp", classPath, "Example"))
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = example.getInputStream()) {
            assertThat(new String(out.readAllBytes(), UTF_8).strip()).isEqualTo("espresso");
        }
        assertThat(example.waitFor()).isZero();
    }
}
