package dev.spotter.emulator.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@DisplayName("The JUnit extension in other versions of JUnit")
class JUnitVersionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"junit-5-oldest", "junit-5-newest", "junit-6"})
    @DisplayName("passes its own tests")
    void version(String junit) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(Path.of("target", "junit", junit + ".jar")),
                        "org.junit.platform.console.ConsoleLauncher",
                        "execute",
                        "--disable-banner",
                        "--fail-if-no-tests",
                        "--select-class",
                        AwsEmulatorExtensionTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("\\[ +6 tests successful +]").doesNotContain("CloseableResource");
    }

    /** That of this test, with another JUnit. */
    private static String classPath(Path junit) {
        Stream<String> others = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !Path.of(entry)
                        .toString()
                        .contains(Path.of("org", "junit").toString()));
        return Stream.concat(Stream.of(junit.toString()), others).collect(Collectors.joining(File.pathSeparator));
    }
}
