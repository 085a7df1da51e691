package dev.spotter.cli;

import dev.spotter.core.image.ImageLimits;
import dev.spotter.inference.internal.ReadBudget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The largest image of the command line: what the machine can hold, not what protects a server from its clients. */
final class LocalFileLimits {
    private static final long DEFAULT_MAX_BYTES = 200L << 20;
    private static final long DEFAULT_MAX_PIXELS = 250_000_000;
    /** The longest side that a JPEG can have; panoramas are as long. */
    private static final long MAX_SIDE_PIXELS = 65_535;

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            description = "Largest file in bytes, up to an eighth of the JVM's memory. Default: 209715200, or "
                    + "that eighth if it is less")
    private @Nullable Long maxBytes;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Most pixels of an image (width times height in its header): a small file can declare a "
                    + "huge image, which takes long to decode. Up to "
                    + PixelLimit.LARGEST + ". Default: " + DEFAULT_MAX_PIXELS)
    private @Nullable Long maxPixels;

    LocalFileLimits() {}

    /** @throws ParameterException if one is out of its range */
    ImageLimits checked(CommandSpec command) {
        long most = ReadBudget.maxBytes();
        long bytes = maxBytes == null ? Math.min(DEFAULT_MAX_BYTES, most) : maxBytes;
        if (bytes < 1 || bytes > most) {
            throw new ParameterException(
                    command.commandLine(),
                    ("--max-bytes must be from 1 to %d, an eighth of the JVM's memory (SPOTTER_JAVA_OPTIONS=-Xmx… "
                                    + "sets it), but was %d")
                            .formatted(most, bytes));
        }
        return new ImageLimits(bytes, PixelLimit.checked(command, maxPixels, DEFAULT_MAX_PIXELS), MAX_SIDE_PIXELS);
    }
}
