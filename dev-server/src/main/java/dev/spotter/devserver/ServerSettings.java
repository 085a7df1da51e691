package dev.spotter.devserver;

import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.storage.limits.DataLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link DevServer} runs.
 *
 * @param http where it listens, and which clients it accepts
 * @param data the directory that images are kept in; made where it does not exist
 * @param limits that uploads are held to
 * @param maxSignedBytes of an image that is sent to a presigned URL; at least 1
 * @param queueLength how many uploaded images may wait to be classified; at least 1
 * @param workers how many are classified at once; at least 1
 * @param dataLimits how much is kept
 * @param reclassify whether stored images that another model classified, and those that failed, are classified again
 * @param keep for how long images are kept after their upload, at least a second; empty if for ever
 */
public record ServerSettings(
        HttpSettings http,
        Path data,
        ImageLimits limits,
        long maxSignedBytes,
        int queueLength,
        int workers,
        DataLimits dataLimits,
        boolean reclassify,
        Optional<Duration> keep) {
    /** The default for how many images may wait. */
    public static final int DEFAULT_QUEUE_LENGTH = 1_000;
    /** Ten years. */
    private static final long MOST_SECONDS = Duration.ofDays(3_650).toSeconds();

    /** @throws IllegalArgumentException if a number is out of its range */
    public ServerSettings {
        requireBetween("maxSignedBytes", maxSignedBytes, 1, Integer.MAX_VALUE - 1);
        requireBetween("queueLength", queueLength, 1, Integer.MAX_VALUE);
        requireBetween("workers", workers, 1, Integer.MAX_VALUE);
        keep.ifPresent(duration -> requireBetween("keep", duration.toSeconds(), 1, MOST_SECONDS));
    }

    /**
     * Settings with the usual values: a free port of the loopback address, 25 MiB for images that are sent to presigned
     * URLs, a worker for each core, and no deletion of old images.
     *
     * @param data the directory that images are kept in; made where it does not exist
     */
    public static Builder builder(Path data) {
        return new Builder(data);
    }

    /** A builder that begins with these settings. */
    public Builder toBuilder() {
        return new Builder(data)
                .http(http)
                .limits(limits)
                .maxSignedBytes(maxSignedBytes)
                .queueLength(queueLength)
                .workers(workers)
                .dataLimits(dataLimits)
                .reclassify(reclassify)
                .keep(keep);
    }

    private static void requireBetween(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be from %d to %d but was %d".formatted(name, least, most, value));
        }
    }

    /** Settings part by part. Not thread-safe. */
    public static final class Builder {
        private HttpSettings http = HttpSettings.on("127.0.0.1", 0);
        private Path data;
        private ImageLimits limits = ImageLimits.DEFAULT;
        private long maxSignedBytes = UploadSigning.DEFAULT_MAX_BYTES;
        private int queueLength = DEFAULT_QUEUE_LENGTH;
        private int workers = Runtime.getRuntime().availableProcessors();
        private DataLimits dataLimits = DataLimits.DEFAULT;
        private boolean reclassify;
        private Optional<Duration> keep = Optional.empty();

        private Builder(Path data) {
            this.data = data;
        }

        public Builder http(HttpSettings http) {
            this.http = http;
            return this;
        }

        public Builder data(Path data) {
            this.data = data;
            return this;
        }

        public Builder limits(ImageLimits limits) {
            this.limits = limits;
            return this;
        }

        public Builder maxSignedBytes(long maxSignedBytes) {
            this.maxSignedBytes = maxSignedBytes;
            return this;
        }

        public Builder queueLength(int queueLength) {
            this.queueLength = queueLength;
            return this;
        }

        public Builder workers(int workers) {
            this.workers = workers;
            return this;
        }

        public Builder dataLimits(DataLimits dataLimits) {
            this.dataLimits = dataLimits;
            return this;
        }

        public Builder reclassify(boolean reclassify) {
            this.reclassify = reclassify;
            return this;
        }

        public Builder keep(Optional<Duration> keep) {
            this.keep = keep;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException if a number is out of its range
         */
        public ServerSettings build() {
            return new ServerSettings(
                    http, data, limits, maxSignedBytes, queueLength, workers, dataLimits, reclassify, keep);
        }
    }
}
