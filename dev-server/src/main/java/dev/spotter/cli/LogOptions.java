package dev.spotter.cli;

import dev.spotter.devserver.Meters;
import dev.spotter.devserver.Observation;
import dev.spotter.logging.LogFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code serve} logs. */
final class LogOptions {
    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            description = "Logs each request and each outcome to standard error, in one line; with json, all other "
                    + "messages are JSON too. Without it, only problems are logged")
    private @Nullable LogFormat format;

    @Option(names = "--verbose", description = "Logs paths, queries, file names and labels too. Needs --log-format")
    private boolean verbose;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    LogOptions() {}

    /** @throws ParameterException if there is no log to be verbose in */
    void require() {
        if (format == null && verbose) {
            throw new ParameterException(spec.commandLine(), "--verbose needs --log-format");
        }
    }

    /** Starts to log; to be called once. */
    Observation begin() {
        Optional<LogFormat> chosen = Optional.ofNullable(format);
        LogOutput output = Console.beginLog(chosen);
        return new Observation(new Meters(), chosen.map(any -> output.events(verbose)), FullMemory::endProcess);
    }
}
