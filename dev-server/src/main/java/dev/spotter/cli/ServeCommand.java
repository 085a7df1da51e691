package dev.spotter.cli;

import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.devserver.AddressUnavailableException;
import dev.spotter.devserver.DevServer;
import dev.spotter.devserver.HttpSettings;
import dev.spotter.devserver.ServerSettings;
import dev.spotter.devserver.aws.AwsServer;
import dev.spotter.devserver.aws.AwsServerSettings;
import dev.spotter.inference.internal.ReadFailure;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.storage.limits.DataLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spotter serve}: the page and the API, until it is stopped. */
@Command(
        name = "serve",
        description = "Starts the server: web page and HTTP API, offline.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
    /** Bodies are read into memory as a whole. */
    private static final long LARGEST_MAX_BYTES = 1L << 29;

    private static final long DEFAULT_MAX_BYTES = 10L << 20;

    /** The options by the fields of the settings. */
    private static final Map<String, String> OPTIONS = Map.of(
            "port", "--port",
            "maxUploadBytes", "--max-bytes",
            "timeScale", "--time-scale",
            "copies", "--event-copies");

    static final Path DEFAULT_DATA = Path.of("spotter-data");

    @Mixin
    private ListenOptions listen = new ListenOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory for images and predictions. Default: spotter-data; with --aws, they are kept "
                    + "in memory")
    private @Nullable Path data;

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            description = "Largest image in bytes, up to 512 MiB. Default: 10485760; with --aws 4500000, which is "
                    + "also the largest value")
    private @Nullable Long maxBytes;

    @Option(
            names = "--max-signed-bytes",
            paramLabel = "N",
            description = "Largest image in bytes by POST /upload-url, up to 512 MiB. Default: 26214400; fixed "
                    + "with --aws")
    private @Nullable Long maxSignedBytes;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Most pixels of an image (width times height in its header), which limits the time for one "
                    + "upload. Up to "
                    + PixelLimit.LARGEST + ". Default: 50000000; fixed with --aws")
    private @Nullable Long maxPixels;

    @Option(
            names = "--queue",
            paramLabel = "N",
            description = "Number of images that may wait to be classified. Default: 1000; no limit with --aws, "
                    + "as in Lambda")
    private @Nullable Integer queueLength;

    @Option(
            names = "--max-images",
            paramLabel = "N",
            description = "Largest number of stored images. Default: 1000000; not with --aws")
    private @Nullable Long maxImages;

    @Option(
            names = "--max-data-bytes",
            paramLabel = "N",
            description = "Largest size of images and predictions on the disk, in bytes. Default: 53687091200 (50 "
                    + "GiB); not with --aws")
    private @Nullable Long maxDataBytes;

    @Option(
            names = "--min-free-bytes",
            paramLabel = "N",
            description = "Bytes of the disk to leave free, at least 33554432 (32 MiB). Default: 268435456 (256 "
                    + "MiB); not with --aws")
    private @Nullable Long minFreeBytes;

    @Option(
            names = "--reclassify",
            description =
                    "Classifies again the stored images that another model classified, and those that failed. Not "
                            + "with --aws")
    private boolean reclassify;

    @Option(
            names = "--keep",
            paramLabel = "PERIOD",
            converter = PeriodOption.class,
            description = "Deletes images and predictions that were uploaded longer ago, such as 30d, 12h or 90m. "
                    + "Default: they are kept; not with --aws")
    private @Nullable Duration keep;

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private LogOptions log = new LogOptions();

    @ArgGroup(exclusive = false, heading = "As in AWS:%n")
    private @Nullable AwsOptions aws;

    @Spec
    private CommandSpec spec;

    ServeCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        requireOptions();
        FullMemory.endProcessAlways();
        NativeMemory.trimRegularly();
        try {
            if (aws == null) {
                serveLocally();
            } else {
                serveAsInAws(aws);
            }
        } catch (IllegalArgumentException e) {
            throw unusable(withOption(String.valueOf(e.getMessage())));
        }
        Thread.currentThread().join();
        return 0;
    }

    /** The settings name a wrong field first; people know its option. */
    private static String withOption(String message) {
        String[] words = message.split(" ", 2);
        return message.replaceFirst("^\\w+", OPTIONS.getOrDefault(words[0], words[0]));
    }

    private void requireOptions() {
        log.require();
        if (queueLength != null && queueLength < 1) {
            throw unusable("--queue must be at least 1 but was %d".formatted(queueLength));
        }
    }

    private void serveLocally() {
        ImageLimits limits = ImageLimits.DEFAULT
                .withMaxBytes(checked("--max-bytes", maxBytes, DEFAULT_MAX_BYTES))
                .withMaxPixels(PixelLimit.checked(spec, maxPixels, ImageLimits.DEFAULT.maxPixels()));
        long signed = checked("--max-signed-bytes", maxSignedBytes, UploadSigning.DEFAULT_MAX_BYTES);
        ClassifierSettings settings =
                model.settings().withLimits(limits.withMaxBytes(Math.max(limits.maxBytes(), signed)));
        ServerSettings server = ServerSettings.builder(Objects.requireNonNullElse(data, DEFAULT_DATA))
                .http(http())
                .limits(limits)
                .maxSignedBytes(signed)
                .queueLength(Objects.requireNonNullElse(queueLength, ServerSettings.DEFAULT_QUEUE_LENGTH))
                .workers(settings.predictors())
                .dataLimits(dataLimits())
                .reclassify(reclassify)
                .keep(Optional.ofNullable(keep))
                .build();
        unpackSqliteIn(settings.home().cache().resolve("sqlite"));
        Classifier classifier = model.open(settings);
        DevServer started = start(classifier::close, () -> DevServer.start(server, classifier, log.begin()));
        stopAtExit(started, classifier::close);
        Console.out(
                "Spotter is ready at %s with %s. Press Ctrl-C to stop it.",
                started.pageUri(), classifier.model().name());
        explainHost(server.http(), started.uri());
    }

    private static void explainHost(HttpSettings http, URI local) {
        if (http.isOnAnyAddress()) {
            Console.out("On other machines, replace %s in the URL by this machine's IP address.", local.getHost());
        }
    }

    private void serveAsInAws(AwsOptions options) {
        if (queueLength != null || maxSignedBytes != null || maxPixels != null) {
            throw unusable(
                    "--queue, --max-signed-bytes and --max-pixels are not available with --aws: the template sets "
                            + "these limits");
        }
        if (keep != null) {
            throw unusable("--keep is not available with --aws: the template's parameter RetentionDays says for how "
                    + "long images are kept");
        }
        if (maxImages != null || maxDataBytes != null || minFreeBytes != null || reclassify) {
            throw unusable("--max-images, --max-data-bytes, --min-free-bytes and --reclassify are not available "
                    + "with --aws: S3 and DynamoDB have no such limits");
        }
        ClassifierSettings settings =
                model.settings().withLimits(ImageLimits.DEFAULT.withMaxBytes(UploadSigning.DEFAULT_MAX_BYTES));
        AwsServerSettings server = options.settings(
                http(),
                Optional.ofNullable(data),
                Objects.requireNonNullElse(maxBytes, (long) AwsServerSettings.MAX_UPLOAD_BYTES),
                settings);
        if (AwsServer.namesServices(System.getenv())) {
            options.requireExternal();
            Optional<Classifier> classifier =
                    AwsServer.namesEndpoint(System.getenv()) ? Optional.empty() : Optional.of(model.open(settings));
            Runnable afterwards = () -> classifier.ifPresent(Classifier::close);
            AwsServer started =
                    start(afterwards, () -> AwsServer.start(server, System.getenv(), classifier, log.begin()));
            stopAtExit(started, afterwards);
            announce(started, server, "the services that the environment names");
        } else {
            options.requireEmulated();
            Classifier classifier = model.open(settings);
            AwsServer started = start(classifier::close, () -> AwsServer.start(server, classifier, log.begin()));
            stopAtExit(started, classifier::close);
            announce(started, server, classifier.model().name());
        }
    }

    private static void announce(AwsServer started, AwsServerSettings server, String with) {
        Console.out(
                "Spotter is ready at %s with %s and its Lambda functions %s. Press Ctrl-C to stop it.",
                started.pageUri(), with, server.zip().isPresent() ? "from their zip" : "in this process");
        explainHost(server.http(), started.uri());
        started.adminUri()
                .ifPresent(uri -> Console.out(
                        "Faults, events, functions, queues and variables: %s{faults,events,lambda,environment}", uri));
    }

    private DataLimits dataLimits() {
        return new DataLimits(
                checkedAtLeast("--max-images", maxImages, 1, DataLimits.DEFAULT.maxImages()),
                checkedAtLeast("--max-data-bytes", maxDataBytes, 1, DataLimits.DEFAULT.maxBytes()),
                checkedAtLeast(
                        "--min-free-bytes",
                        minFreeBytes,
                        DataLimits.LEAST_FREE_BYTES,
                        DataLimits.DEFAULT.minFreeBytes()));
    }

    private long checkedAtLeast(String option, @Nullable Long given, long least, long otherwise) {
        long value = Objects.requireNonNullElse(given, otherwise);
        if (value < least) {
            throw unusable("%s must be at least %d but was %d".formatted(option, least, value));
        }
        return value;
    }

    /**
     * Unpacks SQLite's native library next to the engines' libraries. The system's directory for temporary files may be
     * mounted so that no program in it can run. It is used only if the home cannot be written.
     */
    private static void unpackSqliteIn(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            return;
        }
        if (Files.isWritable(directory)) {
            System.setProperty("org.sqlite.tmpdir", directory.toString());
        }
    }

    private long checked(String option, @Nullable Long given, long otherwise) {
        long bytes = Objects.requireNonNullElse(given, otherwise);
        if (bytes < 1 || bytes > LARGEST_MAX_BYTES) {
            throw unusable("%s must be from 1 to %d but was %d".formatted(option, LARGEST_MAX_BYTES, bytes));
        }
        return bytes;
    }

    private <S> S start(Runnable afterwards, Supplier<S> server) {
        try {
            return server.get();
        } catch (AddressUnavailableException e) {
            afterwards.run();
            throw unusableAddress(e);
        } catch (UncheckedIOException e) {
            afterwards.run();
            throw unusable(
                    "the server cannot start: " + ReadFailure.of(e.getCause()).getMessage());
        }
    }

    /** Before a model is loaded: an address that cannot be used is reported at once. */
    private HttpSettings http() {
        try {
            return listen.settings(System.getenv());
        } catch (AddressUnavailableException e) {
            throw unusableAddress(e);
        }
    }

    private ParameterException unusableAddress(AddressUnavailableException why) {
        return unusable("%s port %d cannot be used (%s); choose another with --host and --port, 0 for a free port"
                .formatted(listen.host(), listen.port(), why.getMessage()));
    }

    private static void stopAtExit(AutoCloseable server, Runnable afterwards) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, afterwards), "stop"));
    }

    private static void stop(AutoCloseable server, Runnable afterwards) {
        Console.err("Stopping; accepted uploads are finished first.");
        try {
            server.close();
        } catch (Exception e) {
            Console.err("The server did not stop cleanly: %s", e);
        }
        afterwards.run();
        Console.endLog();
    }

    private ParameterException unusable(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
