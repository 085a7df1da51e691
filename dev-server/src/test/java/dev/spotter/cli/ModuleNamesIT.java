package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("As Java modules, Spotter's jars")
class ModuleNamesIT {
    /** A jar that names no module gets its file's name without {@code dev}. */
    @Test
    @DisplayName("have names of their own, and no package in common")
    void names() throws IOException {
        List<Path> jars = LicencesIT.ownJars();
        Set<ModuleReference> modules =
                ModuleFinder.of(jars.toArray(Path[]::new)).findAll();
        assertThat(modules)
                .hasSameSizeAs(jars)
                .allSatisfy(module -> assertThat(module.descriptor().name()).startsWith("dev.spotter."));
        assertThat(modules.stream()
                        .flatMap(module -> module.descriptor().packages().stream())
                        .toList())
                .doesNotHaveDuplicates();
    }
}
