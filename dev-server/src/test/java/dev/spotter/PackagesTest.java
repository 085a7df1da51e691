package dev.spotter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reads the sources, because the benchmarks are not on this class path. */
@DisplayName("Each package")
class PackagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SOURCE =
            Pattern.compile("(?<module>.+)/src/\\w+/java/(?<package>dev/.+)/[\\w-]+\\.java");

    @Test
    @DisplayName("is in one module: a module path refuses packages that two modules share")
    void inOneModule() throws IOException {
        Map<String, Set<String>> modules = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                    .map(SOURCE::matcher)
                    .filter(Matcher::matches)
                    .forEach(file -> modules.computeIfAbsent(file.group("package"), any -> new TreeSet<>())
                            .add(file.group("module")));
        }
        assertThat(modules)
                .hasSizeGreaterThan(30)
                .allSatisfy((name, in) -> assertThat(in).as(name).hasSize(1));
    }
}
