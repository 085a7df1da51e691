package dev.spotter.devserver.aws;

import dev.spotter.devserver.HttpSettings;
import dev.spotter.emulator.EventFaults;
import dev.spotter.emulator.FaultRate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an {@link AwsServer} runs.
 *
 * @param http where it listens, and which clients it accepts; the emulated services always listen on the loopback
 *     address
 * @param data the directory that objects and items are kept in, made where it is missing; empty: in memory
 * @param maxUploadBytes of an image that is sent through API Gateway, 1 to {@value #MAX_UPLOAD_BYTES}
 * @param zip what each function runs from in a JVM of its own; empty: in this process
 * @param endpoint what classifies
 * @param classifications how many images are classified at once, at least 1
 * @param timeScale how long Lambda's pauses are, against real ones; above 0
 * @param events how S3's events go wrong
 * @param faults how calls of services go wrong; immutable
 */
public record AwsServerSettings(
        HttpSettings http,
        Optional<Path> data,
        int maxUploadBytes,
        Optional<Zip> zip,
        Endpoint endpoint,
        int classifications,
        double timeScale,
        EventFaults events,
        List<FaultRate> faults) {
    /**
     * The functions, as they are uploaded to Lambda.
     *
     * @param file the zip
     * @param directory where it is unpacked and kept, made where it is missing; it may be deleted at any time when no
     *     server runs
     * @param model the directory of the model that the functions run without an endpoint; empty: the model of the zip
     */
    public record Zip(Path file, Path directory, Optional<Path> model) {
        /** With the model of the zip. */
        public Zip(Path file, Path directory) {
            this(file, directory, Optional.empty());
        }

        /** The variable that names the model to the functions; none for the model of the zip. */
        Map<String, String> modelVariable() {
            return model.map(path -> Map.of("MODEL_DIRECTORY", path.toString())).orElse(Map.of());
        }
    }

    /** Values of the template's parameter {@code Endpoint}, as far as they make a difference here. */
    public enum Endpoint {
        /** The function classifies by itself. */
        NONE,
        /** The function calls an emulated SageMaker endpoint. */
        SAGEMAKER
    }

    /** What Lambda leaves of its 6 MB for an image, after base64. */
    public static final int MAX_UPLOAD_BYTES = 4_500_000;

    /** A minute of Lambda's takes a second. */
    public static final double DEFAULT_TIME_SCALE = 1.0 / 60;

    /** @throws IllegalArgumentException if a number is out of its range */
    public AwsServerSettings {
        faults = List.copyOf(faults);
        requireAtLeast("classifications", classifications, 1);
        requireAtLeast("maxUploadBytes", maxUploadBytes, 1);
        if (maxUploadBytes > MAX_UPLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "maxUploadBytes must be at most %d, what fits through API Gateway and Lambda, but was %d"
                            .formatted(MAX_UPLOAD_BYTES, maxUploadBytes));
        }
        if (!(timeScale > 0)) {
            throw new IllegalArgumentException("timeScale must be above 0 but was " + timeScale);
        }
    }

    /** A server on a free port of the loopback address, all of it in this process and in memory, without faults. */
    public static AwsServerSettings inMemory() {
        return builder().build();
    }

    /** A builder that begins with {@link #inMemory()}. */
    public static Builder builder() {
        return new Builder();
    }

    private static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("%s must be at least %d but was %d".formatted(name, least, value));
        }
    }

    /** Settings part by part. Not thread-safe. */
    public static final class Builder {
        private HttpSettings http = HttpSettings.on("127.0.0.1", 0);
        private Optional<Path> data = Optional.empty();
        private int maxUploadBytes = MAX_UPLOAD_BYTES;
        private Optional<Zip> zip = Optional.empty();
        private Endpoint endpoint = Endpoint.NONE;
        private int classifications = Runtime.getRuntime().availableProcessors();
        private double timeScale = DEFAULT_TIME_SCALE;
        private EventFaults events = EventFaults.NONE;
        private List<FaultRate> faults = List.of();

        private Builder() {}

        public Builder http(HttpSettings http) {
            this.http = http;
            return this;
        }

        public Builder data(Optional<Path> data) {
            this.data = data;
            return this;
        }

        public Builder maxUploadBytes(int maxUploadBytes) {
            this.maxUploadBytes = maxUploadBytes;
            return this;
        }

        public Builder zip(Optional<Zip> zip) {
            this.zip = zip;
            return this;
        }

        public Builder endpoint(Endpoint endpoint) {
            this.endpoint = endpoint;
            return this;
        }

        public Builder classifications(int classifications) {
            this.classifications = classifications;
            return this;
        }

        public Builder timeScale(double timeScale) {
            this.timeScale = timeScale;
            return this;
        }

        public Builder events(EventFaults events) {
            this.events = events;
            return this;
        }

        public Builder faults(List<FaultRate> faults) {
            this.faults = faults;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException if a number is out of its range
         */
        public AwsServerSettings build() {
            return new AwsServerSettings(
                    http, data, maxUploadBytes, zip, endpoint, classifications, timeScale, events, faults);
        }
    }
}
