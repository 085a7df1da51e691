package dev.spotter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The documents")
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");
    private static final Pattern JAVA_FILE = Pattern.compile("[\\w/-]*(?:…/)?[\\w/]*\\.java");
    private static final Pattern CLASS_NAME = Pattern.compile("`(?:[a-z]+\\.)*([A-Z]\\w*[a-z]\\w*)[`.]");
    private static final Pattern TEST_NAME = Pattern.compile("`(?:\\w+\\.)?(\\w+(?:Test|IT|Contract))(?:\\.(\\w+))?`");
    private static final Set<String> BUILD_DIRECTORIES =
            Set.of("target", "node_modules", ".git", "data", "spotter-data");

    @Test
    @DisplayName("link to files that exist")
    void links() throws IOException {
        for (Path document : files(".md")) {
            for (String target : matches(LINK, document).map(m -> m.group(1)).toList()) {
                assertThat(document.resolveSibling(target))
                        .as("a link in %s", document)
                        .exists();
            }
        }
    }

    @Test
    @DisplayName("say where a behaviour is by the path of a file that exists")
    void behaviours() throws IOException {
        List<String> sources = files(".java").stream().map(DocumentsTest::name).toList();
        List<String> named = matches(JAVA_FILE, ROOT.resolve("docs/architecture.md"))
                .map(MatchResult::group)
                .toList();
        assertThat(named).hasSizeGreaterThan(15);
        for (String file : named) {
            Pattern path = Pattern.compile("(.*/)?" + file.replace("…/", ".*/"));
            assertThat(sources).as(file).anyMatch(path.asMatchPredicate());
        }
    }

    @Test
    @DisplayName("name classes of Spotter that exist")
    void classes() throws IOException {
        Set<String> sources = files(".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        for (String document : List.of("docs/architecture.md", "CONTRIBUTING.md")) {
            assertThat(matches(CLASS_NAME, ROOT.resolve(document)).map(m -> m.group(1)))
                    .as(document)
                    .isSubsetOf(sources);
        }
    }

    @Test
    @DisplayName("name the tests that enforce the invariants, down to the method")
    void invariants() throws IOException {
        List<Path> sources = files(".java");
        for (MatchResult test :
                matches(TEST_NAME, ROOT.resolve("docs/invariants.md")).toList()) {
            List<Path> found = sources.stream()
                    .filter(file -> file.endsWith(test.group(1) + ".java"))
                    .toList();
            assertThat(found).as(test.group()).isNotEmpty();
            if (test.group(2) != null) {
                assertThat(found).as(test.group()).anyMatch(file -> text(file).contains(" " + test.group(2) + "("));
            }
        }
    }

    private static Stream<MatchResult> matches(Pattern pattern, Path document) {
        return pattern.matcher(text(document)).results();
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .filter(DocumentsTest::isSource)
                    .toList();
        }
    }

    private static boolean isSource(Path file) {
        for (Path part : ROOT.relativize(file)) {
            if (BUILD_DIRECTORIES.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
