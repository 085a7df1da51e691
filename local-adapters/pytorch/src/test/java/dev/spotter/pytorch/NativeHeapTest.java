package dev.spotter.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spotter.tck.internal.OtherJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The native heap")
@EnabledOnOs(value = OS.LINUX, disabledReason = "it is about glibc")
class NativeHeapTest {
    /** In a JVM of its own, for a C library learns only once. */
    @Test
    @DisplayName("keeps large blocks that are freed once the engine runs, where it gave each back before")
    void keeps(@TempDir Path directory) throws IOException, InterruptedException {
        List<Double> fetched =
                OtherJvm.said("fetched", directory.resolve("output"), List.of(), LargeBlocks.class).stream()
                        .map(Double::valueOf)
                        .toList();
        assertThat(fetched).hasSize(2);
        assumeTrue(fetched.get(0) > 0.5, "this C library keeps its memory anyway");
        assertThat(fetched.get(1)).isLessThan(0.5);
    }
}
