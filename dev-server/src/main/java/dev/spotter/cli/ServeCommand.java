package dev.spotter.cli;

import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.devserver.DevServer;
import dev.spotter.devserver.ServerSettings;
import dev.spotter.local.djl.DjlClassifier;
import dev.spotter.local.djl.DjlSettings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spotter serve}: the page and the API, until it is stopped. */
@Command(
        name = "serve",
        description = "Serves the page and the API on this machine, offline.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
    /** Bodies are read into memory as a whole. */
    private static final long LARGEST_MAX_BYTES = 1L << 29;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. Default: ${DEFAULT-VALUE}")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port; 0 picks a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "spotter-data",
            description = "Folder that uploads are kept in. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("spotter-data");

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            defaultValue = "10485760",
            description = "Largest image in bytes, up to 512 MiB. Default: ${DEFAULT-VALUE}")
    private long maxBytes;

    @Option(
            names = "--max-signed-bytes",
            paramLabel = "N",
            defaultValue = "" + UploadSigning.DEFAULT_MAX_BYTES,
            description = "Largest image in bytes by POST /upload-url, up to 512 MiB. Default: ${DEFAULT-VALUE}")
    private long maxSignedBytes;

    @Option(
            names = "--queue",
            paramLabel = "N",
            defaultValue = "" + ServerSettings.DEFAULT_QUEUE_LENGTH,
            description = "How many uploads may wait to be classified. Default: ${DEFAULT-VALUE}")
    private int queueLength;

    @Mixin
    private ModelOption model = new ModelOption();

    @Spec
    private CommandSpec spec;

    ServeCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        ImageLimits limits = ImageLimits.DEFAULT.withMaxBytes(checked("--max-bytes", maxBytes));
        long largest = Math.max(maxBytes, checked("--max-signed-bytes", maxSignedBytes));
        DjlSettings settings = model.settings().withLimits(limits.withMaxBytes(largest));
        ServerSettings serverSettings = serverSettings(limits, settings.predictors());
        DjlClassifier classifier = ModelOption.open(settings);
        DevServer server = start(serverSettings, classifier);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, classifier), "stop"));
        System.out.printf(
                "Spotter answers at %s with %s; Ctrl-C stops it.%n",
                server.uri(), classifier.model().name());
        System.out.flush();
        Thread.currentThread().join();
        return 0;
    }

    private long checked(String option, long bytes) {
        if (bytes < 1 || bytes > LARGEST_MAX_BYTES) {
            throw unusable("%s must be from 1 to %d but was %d".formatted(option, LARGEST_MAX_BYTES, bytes));
        }
        return bytes;
    }

    private ServerSettings serverSettings(ImageLimits limits, int workers) {
        try {
            return new ServerSettings(host, port, data, limits, maxSignedBytes, queueLength, workers);
        } catch (IllegalArgumentException e) {
            throw unusable(String.valueOf(e.getMessage()));
        }
    }

    private DevServer start(ServerSettings settings, DjlClassifier classifier) {
        try {
            return DevServer.start(settings, classifier);
        } catch (UncheckedIOException e) {
            classifier.close();
            throw unusable(
                    "%s port %d cannot be listened on (%s); choose another by --host and --port, 0 picks a free port"
                            .formatted(host, port, e.getMessage()));
        }
    }

    private static void stop(DevServer server, DjlClassifier classifier) {
        System.err.println("Stopping; accepted uploads are finished first.");
        server.close();
        classifier.close();
    }

    private ParameterException unusable(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
