package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every jar of Spotter's own")
class LicencesIT {
    private static final Path PROGRAM = Path.of(System.getProperty("spotter.jar"));

    @Test
    @DisplayName("carries the text of its licence and the notice")
    void texts() throws IOException {
        assertThat(ownJars()).hasSizeGreaterThan(8).allSatisfy(jar -> {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (String text : List.of("LICENSE", "NOTICE")) {
                    assertThat(zip.getInputStream(zip.getEntry("META-INF/" + text)))
                            .hasSameContentAs(Files.newInputStream(Path.of("..", text)));
                }
            }
        });
    }

    static List<Path> ownJars() throws IOException {
        try (Stream<Path> libraries = Files.list(PROGRAM.resolveSibling("lib"))) {
            return Stream.concat(Stream.of(PROGRAM), libraries.filter(LicencesIT::isOwn))
                    .toList();
        }
    }

    private static boolean isOwn(Path jar) {
        return jar.getFileName().toString().startsWith("spotter-");
    }
}
