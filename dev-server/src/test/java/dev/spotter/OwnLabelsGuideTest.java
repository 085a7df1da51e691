package dev.spotter;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("The guide to own labels, for library users,")
class OwnLabelsGuideTest {
    @Test
    @DisplayName("shows code that compiles")
    void library(@TempDir Path folder) throws Exception {
        LibraryExample.compile(
                Path.of("..", "docs", "own-labels.md"),
                List.of("dev.spotter.inference.model", "dev.spotter.inference.teaching"),
                folder);
    }
}
