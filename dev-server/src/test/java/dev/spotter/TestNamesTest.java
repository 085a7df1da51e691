package dev.spotter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The one convention for tests: a class ends with Test or IT, and it and its tests are described by sentences. */
@DisplayName("The tests of all modules")
class TestNamesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile(
            "(?m)^    @(?:ParameterizedTest|RepeatedTest|Test)\\b(?<between>(?s:.*?))^    (?:\\w+ )*void \\w+\\(");

    @Test
    @DisplayName("stand in classes that end with Test, IT or Contract and have a name for people")
    void classes() throws IOException {
        List<Path> tests = sources().stream().filter(TestNamesTest::hasTests).toList();
        assertThat(tests).hasSizeGreaterThan(100).allSatisfy(file -> {
            assertThat(file.getFileName().toString()).matches("\\w+(Test|IT|Contract)\\.java");
            assertThat(read(file)).containsPattern("(?m)^@DisplayName\\(");
        });
    }

    @Test
    @DisplayName("have a name for people")
    void methods() throws IOException {
        assertThat(sources()).allSatisfy(file -> {
            Matcher test = TEST.matcher(read(file));
            while (test.find()) {
                assertThat(test.group("between")).as(test.group()).contains("@DisplayName(");
            }
        });
    }

    private static boolean hasTests(Path file) {
        return TEST.matcher(read(file)).find();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.find(ROOT, 20, (file, attributes) -> isTestSource(file))) {
            return files.toList();
        }
    }

    private static boolean isTestSource(Path file) {
        String path = ROOT.relativize(file).toString().replace('\\', '/');
        return path.endsWith(".java")
                && (path.contains("src/test/java/") || path.contains("tck/src/main/java/"))
                && !path.startsWith("target/");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }
}
