package dev.spotter.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.tck.internal.OtherJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("The memory of the process")
class MemoryTest {
    private static final double GROWTH = 1.03;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read from /proc")
    @DisplayName("does not grow with hundreds of further images, in a heap of 64 MB that is allocated at the start")
    void flat(@TempDir Path directory) throws IOException, InterruptedException {
        List<Long> resident = OtherJvm.said(
                        "resident",
                        directory.resolve("output"),
                        List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch"),
                        ClassifyForLong.class,
                        "../../samples/rocket.jpg",
                        "../../samples/chelsea.png")
                .stream()
                .map(Long::valueOf)
                .toList();
        System.out.println("resident memory in KiB: " + resident);
        assertThat(resident).hasSize(3);
        assertThat((double) resident.get(2) / resident.get(1)).isLessThan(GROWTH);
    }
}
