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

@DisplayName("A buffered body")
class BufferedBodyTest {
    private static final int MIB = 1 << 20;

    private final ByteBudget memory = new ByteBudget(MIB);
    private final ByteBudget disk = new ByteBudget(3 * MIB);

    @Test
    @DisplayName("comes out as it went in, in memory or in a file without a name")
    void same() throws IOException {
        for (int bytes : new int[] {0, 1, MIB, MIB + 1, 3 * MIB}) {
            byte[] content = new byte[bytes];
            Arrays.fill(content, (byte) 'b');
            try (BufferedBody body = new BufferedBody(memory, disk)) {
                fill(body, content);
                assertThat(body.isWhole()).isTrue();
                assertThat(body.isEmpty()).isEqualTo(bytes == 0);
                assertThat(body.content().getLength()).isEqualTo(bytes);
                assertThat(Content.Source.asInputStream(body.content()).readAllBytes())
                        .isEqualTo(content);
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
        try (BufferedBody first = new BufferedBody(memory, disk);
                BufferedBody second = new BufferedBody(memory, disk)) {
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
        try (BufferedBody body = new BufferedBody(memory, disk)) {
            fill(body, new byte[10]);
            assertThat(body.isWhole()).isTrue();
            assertThat(disk.take(3 * MIB - 9)).isFalse();
        }
    }

    private static void fill(BufferedBody body, byte[] content) {
        for (int from = 0; from < content.length; from += 1 << 15) {
            body.write(false, ByteBuffer.wrap(content, from, Math.min(1 << 15, content.length - from)), Callback.NOOP);
        }
        body.write(true, null, Callback.NOOP);
    }
}
