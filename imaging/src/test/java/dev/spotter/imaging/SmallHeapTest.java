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
    @DisplayName("cost no more than the image needs: none fills a heap of 64 MB")
    void bombs(@TempDir Path directory) throws IOException, InterruptedException {
        List<String> said = OtherJvm.said("bomb", directory.resolve("output"), List.of("-Xmx64m"), DecodeBombs.class);

        assertThat(said).hasSize(BOMBS).noneMatch(line -> line.contains("memory"));
    }

    @Test
    @DisplayName("of the largest images are within what a conversion can do in 128 MB")
    void conversion(@TempDir Path directory) throws IOException, InterruptedException {
        List<String> said =
                OtherJvm.said("converted", directory.resolve("output"), List.of("-Xmx128m"), ConvertInSmallHeap.class);

        assertThat(said).containsExactly("to 2165 x 1443", "to 2165 x 1443", "to 2280 x 1520", "to 2280 x 1520");
    }
}
