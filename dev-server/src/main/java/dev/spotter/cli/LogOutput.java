package dev.spotter.cli;

import dev.spotter.logging.EventLog;
import dev.spotter.logging.LogFormat;
import dev.spotter.logging.MessageLines;
import dev.spotter.logging.UnblockedOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Standard error of a server: nobody who prints there waits for its reader. In the JSON format, each message of the
 * program and its libraries is an object too. Thread-safe.
 */
final class LogOutput {
    /** Of lines that nobody reads at the moment: some thousand. */
    private static final int MAX_WAITING_BYTES = 1 << 20;

    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final UnblockedOutput output;
    private final LogFormat format;
    private final Clock clock = Clock.systemUTC();

    private LogOutput(LogFormat format) {
        this.format = format;
        this.output = UnblockedOutput.start(
                new FileOutputStream(FileDescriptor.err),
                MAX_WAITING_BYTES,
                lost -> line("%,d lines are missing here: nobody read them in time".formatted(lost)));
    }

    /** Takes the place of standard error from now on. */
    static LogOutput begin(Optional<LogFormat> format) {
        LogOutput log = new LogOutput(format.orElse(LogFormat.TEXT));
        System.setErr(
                log.format == LogFormat.JSON
                        ? new MessageLines(message -> log.output.writeLine(log.line(message)))
                        : new Console.VisibleLines(log.output));
        return log;
    }

    EventLog events(boolean verbose) {
        return new EventLog(format, verbose, clock, output::writeLine);
    }

    /** Writes what is left, and waits for its reader a moment at most. To be called when the program ends. */
    void end() {
        System.err.flush();
        output.drain(LONGEST_END);
    }

    private String line(String message) {
        return format.message(clock.instant(), message);
    }
}
