package dev.spotter.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("An output that never blocks")
@Timeout(60)
class UnblockedOutputTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    @DisplayName("writes whole lines in their order")
    void order() throws IOException {
        PipedInputStream reader = new PipedInputStream(1 << 16);
        UnblockedOutput output = UnblockedOutput.start(new PipedOutputStream(reader), 1 << 16, lost -> "lost " + lost);
        PrintStream print = new PrintStream(output, true, UTF_8);
        print.print("a");
        output.writeLine("whole");
        print.println("b");
        output.drain(LONG);
        assertThat(new String(reader.readNBytes(9), UTF_8)).isEqualTo("whole\nab\n");
    }

    @Test
    @DisplayName("drops lines that its reader does not read, without waiting, and later says how many bytes")
    void stuck() throws IOException {
        PipedInputStream reader = new PipedInputStream(1 << 10);
        UnblockedOutput output = UnblockedOutput.start(new PipedOutputStream(reader), 1 << 12, lost -> "lost " + lost);
        for (int i = 0; i < 10_000; i++) {
            output.writeLine("a line of 25 bytes, " + (1_000 + i % 1_000));
        }
        output.drain(Duration.ofMillis(1));
        String taken = readUntil(reader, "lost ");
        long lines = taken.lines().count() - 1;
        assertThat(taken.lines().limit(lines)).allMatch(line -> line.startsWith("a line of 25 bytes, "));
        assertThat(lines * 25).isLessThan(3 << 11);
        assertThat(taken).endsWith("lost " + (10_000 - lines) + "\n");
    }

    @Test
    @DisplayName("drops lines when its reader is gone")
    void gone() throws IOException {
        PipedInputStream reader = new PipedInputStream();
        UnblockedOutput output = UnblockedOutput.start(new PipedOutputStream(reader), 1 << 12, lost -> "lost " + lost);
        reader.close();
        for (int i = 0; i < 1_000; i++) {
            output.writeLine("nobody reads this");
        }
        output.drain(LONG);
        output.writeLine("nor this");
        output.drain(LONG);
    }

    @Test
    @DisplayName("drops lines when its target fails in another way")
    void failing() {
        OutputStream target = new OutputStream() {
            @Override
            public void write(int oneByte) {
                throw new IllegalStateException("no room");
            }
        };
        UnblockedOutput output = UnblockedOutput.start(target, 1 << 12, lost -> "lost " + lost);
        output.writeLine("lost");
        output.drain(Duration.ofMinutes(10));
    }

    private static String readUntil(InputStream in, String word) throws IOException {
        StringBuilder text = new StringBuilder();
        int next = in.read();
        while (next >= 0) {
            text.append((char) next);
            if (next == '\n' && text.lastIndexOf(word) >= 0) {
                return text.toString();
            }
            next = in.read();
        }
        return text.toString();
    }
}
