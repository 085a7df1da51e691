package dev.spotter.devserver;

import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.image.ImageLimits;
import java.nio.file.Path;
import java.util.Set;

/**
 * How a {@link DevServer} runs.
 *
 * @param host the address that it listens on
 * @param port 0 for any that is free
 * @param data the folder that images are kept in; made where it does not exist
 * @param limits that uploads are held to
 * @param maxSignedBytes of an image that is sent to a signed address; at least 1
 * @param queueLength how many uploaded images may wait to be classified; at least 1
 * @param workers how many are classified at once; at least 1
 * @param allowedHosts names that the server goes by, besides its host and those of the loopback address; immutable
 * @param dataLimits how much is kept
 * @param reclassify whether stored images that another model answered, and those that failed, are classified again
 */
public record ServerSettings(
        String host,
        int port,
        Path data,
        ImageLimits limits,
        long maxSignedBytes,
        int queueLength,
        int workers,
        Set<String> allowedHosts,
        DataLimits dataLimits,
        boolean reclassify) {
    /** How many images may wait where nobody says otherwise. */
    public static final int DEFAULT_QUEUE_LENGTH = 1_000;

    /** @throws IllegalArgumentException if a number is out of its range */
    public ServerSettings {
        allowedHosts = Set.copyOf(allowedHosts);
        requireBetween("port", port, 0, 65_535);
        requireBetween("maxSignedBytes", maxSignedBytes, 1, Integer.MAX_VALUE - 1);
        requireBetween("queueLength", queueLength, 1, Integer.MAX_VALUE);
        requireBetween("workers", workers, 1, Integer.MAX_VALUE);
    }

    /** With the usual limits of what is kept; outcomes stay. */
    public ServerSettings(
            String host,
            int port,
            Path data,
            ImageLimits limits,
            long maxSignedBytes,
            int queueLength,
            int workers,
            Set<String> allowedHosts) {
        this(host, port, data, limits, maxSignedBytes, queueLength, workers, allowedHosts, DataLimits.DEFAULT, false);
    }

    /** With 25 MiB for images that are sent to a signed address, and no other names. */
    public ServerSettings(String host, int port, Path data, ImageLimits limits, int queueLength, int workers) {
        this(host, port, data, limits, UploadSigning.DEFAULT_MAX_BYTES, queueLength, workers, Set.of());
    }

    /** These settings with other limits of what is kept. */
    public ServerSettings withDataLimits(DataLimits others) {
        return new ServerSettings(
                host, port, data, limits, maxSignedBytes, queueLength, workers, allowedHosts, others, reclassify);
    }

    /** These settings with other words on stored images that another model answered. */
    public ServerSettings withReclassify(boolean again) {
        return new ServerSettings(
                host, port, data, limits, maxSignedBytes, queueLength, workers, allowedHosts, dataLimits, again);
    }

    private static void requireBetween(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be from %d to %d but was %d".formatted(name, least, most, value));
        }
    }
}
