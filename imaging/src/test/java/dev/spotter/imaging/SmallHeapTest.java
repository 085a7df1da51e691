package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.tck.internal.OtherJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A header's claims")
class SmallHeapTest {
    private static final int BOMBS = 12;

    @Test
    @DisplayName("cost no more than the picture needs: none fills a heap of 64 MB")
    void bombs(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> said = OtherJvm.said("bomb", folder.resolve("output"), List.of("-Xmx64m"), DecodeBombs.class);

        assertThat(said).hasSize(BOMBS).noneMatch(line -> line.contains("memory"));
    }
}
