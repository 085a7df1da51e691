package dev.spotter.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The option {@code --max-pixels}. */
final class PixelLimit {
    /** Four bytes for each are still addressed by an int. */
    static final long LARGEST = 500_000_000;

    private PixelLimit() {}

    /** @throws ParameterException if it is out of its range */
    static long checked(CommandSpec command, @Nullable Long given, long otherwise) {
        long pixels = Objects.requireNonNullElse(given, otherwise);
        if (pixels < 1 || pixels > LARGEST) {
            throw new ParameterException(
                    command.commandLine(), "--max-pixels must be from 1 to %d but was %d".formatted(LARGEST, pixels));
        }
        return pixels;
    }
}
