package dev.spotter.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.internal.ByteBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A spooled body")
class SpoolTest {
    private static final int MIB = 1 << 20;

    private final ByteBudget memory = new ByteBudget(MIB);
    private final ByteBudget disk = new ByteBudget(3 * MIB);

    @Test
    @DisplayName("comes out as it went in, in memory or in a file without a name")
    void same() throws IOException {
        for (int bytes : new int[] {0, 1, MIB, MIB + 1, 3 * MIB}) {
            byte[] body = new byte[bytes];
            Arrays.fill(body, (byte) 'b');
            try (Spool spool = new Spool(memory, disk)) {
                fill(spool, body);
                assertThat(spool.isWhole()).isTrue();
                assertThat(spool.isEmpty()).isEqualTo(bytes == 0);
                assertThat(spool.content().getLength()).isEqualTo(bytes);
                assertThat(Content.Source.asInputStream(spool.content()).readAllBytes())
                        .isEqualTo(body);
                try (var left = Files.newDirectoryStream(
                        Path.of(System.getProperty("java.io.tmpdir")), "aws-emulator-*.body")) {
                    assertThat(left).isEmpty();
                }
            }
        }
    }

    @Test
    @DisplayName("shares room with all others, and gives it back")
    void room() throws IOException {
        try (Spool first = new Spool(memory, disk);
                Spool second = new Spool(memory, disk)) {
            fill(first, new byte[2 * MIB]);
            fill(second, new byte[2 * MIB]);
            assertThat(first.isWhole()).isTrue();
            assertThat(second.isWhole()).isFalse();
        }
        assertThat(memory.take(MIB)).isTrue();
        assertThat(disk.take(3 * MIB)).isTrue();
    }

    @Test
    @DisplayName("goes to the disk at once where the memory for all is taken")
    void noMemory() throws IOException {
        assertThat(memory.take(MIB)).isTrue();
        try (Spool spool = new Spool(memory, disk)) {
            fill(spool, new byte[10]);
            assertThat(spool.isWhole()).isTrue();
            assertThat(disk.take(3 * MIB - 9)).isFalse();
        }
    }

    private static void fill(Spool spool, byte[] body) {
        for (int from = 0; from < body.length; from += 1 << 15) {
            spool.write(false, ByteBuffer.wrap(body, from, Math.min(1 << 15, body.length - from)), Callback.NOOP);
        }
        spool.write(true, null, Callback.NOOP);
    }
}
