package dev.spotter.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a message of each line that is printed, by whichever method. What is printed without an end waits for the end
 * of its line. A text that is printed as a whole line is one message, whatever line ends it has. Thread-safe if the
 * target is.
 */
public final class MessageLines extends PrintStream {
    private final Consumer<String> messages;

    /** @param messages takes each message, without its end */
    public MessageLines(Consumer<String> messages) {
        super(new Lines(messages), true, UTF_8);
        this.messages = messages;
    }

    @Override
    public void println(@Nullable String text) {
        messages.accept(String.valueOf(text));
    }

    @Override
    public void println(@Nullable Object text) {
        println(String.valueOf(text));
    }

    private static final class Lines extends OutputStream {
        /** A line that is longer becomes several messages. */
        private static final int LONGEST_LINE = 1 << 16;

        private final Consumer<String> messages;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(Consumer<String> messages) {
            this.messages = messages;
        }

        @Override
        public synchronized void write(int oneByte) {
            if (oneByte != '\n') {
                line.write(oneByte);
            }
            if (oneByte == '\n' || line.size() >= LONGEST_LINE) {
                String text = line.toString(UTF_8);
                line.reset();
                messages.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            }
        }
    }
}
