package dev.spotter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.logging.LogFormat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and standard error of the program, both in UTF-8: the only place that prints. What is filled into a
 * format is others' text and is made {@link EscapedText}. Thread-safe.
 */
final class Console {
    private static final ErrorTrackingOutput OUT = new ErrorTrackingOutput(new FileOutputStream(FileDescriptor.out));

    private static volatile Optional<LogOutput> log = Optional.empty();

    private Console() {}

    /** Takes the place of Java's own streams, which libraries and the log print to as well. To be called first. */
    static void install() {
        System.setOut(new PrintStream(OUT, false, UTF_8));
        System.setErr(new VisibleLines(new FileOutputStream(FileDescriptor.err)));
    }

    /** The same for a server: from now on standard error is its log. To be called once. */
    static LogOutput beginLog(Optional<LogFormat> format) {
        LogOutput begun = LogOutput.begin(format);
        log = Optional.of(begun);
        return begun;
    }

    /** Writes what the log holds. To be called when the program ends. */
    static void endLog() {
        log.ifPresent(LogOutput::end);
    }

    /**
     * Prints a line to standard output.
     *
     * @throws OutputException if it cannot be written
     */
    static void out(String format, Object... values) {
        outLines(text(format, values));
    }

    /**
     * Prints lines to standard output, whose texts are visible already.
     *
     * @throws OutputException if they cannot be written
     */
    static void outLines(String lines) {
        System.out.println(lines);
        System.out.flush();
        OUT.failure().ifPresent(failure -> {
            throw new OutputException(failure);
        });
    }

    /** Prints a line to standard error. */
    static void err(String format, Object... values) {
        System.err.println(text(format, values));
    }

    /** A text with others' texts in it. */
    static String text(String format, Object... values) {
        Object[] visible = Arrays.stream(values)
                .map(value -> value instanceof Number ? value : EscapedText.line(String.valueOf(value)))
                .toArray();
        return String.format(Locale.ROOT, format, visible);
    }

    /**
     * To be called at the end: says what kept standard output from being written, but not where its reader has simply
     * gone, as {@code head} does.
     *
     * @return the exit status, given the one that the command ended with
     */
    static int finish(int exitStatus) {
        endLog();
        System.out.flush();
        Optional<IOException> failure = OUT.failure();
        failure.filter(e -> !isClosedPipe(e))
                .ifPresent(e -> err("spotter: standard output cannot be written: %s", String.valueOf(e.getMessage())));
        return failure.isPresent() ? SpotterCommand.FAILED : exitStatus;
    }

    /** In the words of Linux, macOS and Windows; translations keep the word too. */
    private static boolean isClosedPipe(IOException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    /**
     * Standard error, where whole lines come from the log too. What is printed without an end, as a progress bar is, is
     * left alone.
     */
    static final class VisibleLines extends PrintStream {
        VisibleLines(OutputStream target) {
            super(target, true, UTF_8);
        }

        @Override
        public void println(@Nullable String text) {
            super.println(EscapedText.lines(String.valueOf(text)));
        }

        @Override
        public void println(@Nullable Object text) {
            println(String.valueOf(text));
        }
    }
}
