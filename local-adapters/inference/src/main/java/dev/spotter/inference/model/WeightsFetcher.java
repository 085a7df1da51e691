package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.BoundedFile;
import dev.spotter.core.internal.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Fetches the weights that a description names, and checks them. Thread-safe; one file is fetched once at a time. */
final class WeightsFetcher {
    private static final String PART = ".part";

    private final Path directory;
    private final Duration patience;

    WeightsFetcher(Path directory, Duration patience) {
        this.directory = directory;
        this.patience = patience;
    }

    /**
     * The published file's bytes.
     *
     * @throws WeightsUnavailableException if they cannot be fetched
     * @throws ModelException if another file was fetched
     */
    byte[] fetch(ModelDescription model, URI from, FetchProgress progress) {
        try {
            Files.createDirectories(directory);
            try (FileChannel file = FileChannel.open(
                            directory.resolve(model.weights() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = lock(file)) {
                if (lock == null) {
                    throw new ModelException("%s is being fetched by another Spotter".formatted(model.weights()));
                }
                return fetch(model, new Download(from, part(model), patience), progress);
            }
        } catch (IOException e) {
            throw unreachable(model, from, reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(model, from, "interrupted", e);
        }
    }

    private byte[] fetch(ModelDescription model, Download download, FetchProgress progress)
            throws IOException, InterruptedException {
        Path part = part(model);
        if (!Files.exists(part) || !isPublished(model, Sha256.hex(part))) {
            run(model, download, progress);
        }
        byte[] bytes = BoundedFile.read(part, Weights.MAX_BYTES);
        String actual = Sha256.hex(bytes);
        download.discard();
        if (!isPublished(model, actual)) {
            throw new ModelException("what %s gave is not %s: its SHA-256 is %s, expected %s; nothing was installed"
                    .formatted(
                            model.weightsUrl().map(URI::getHost).orElse("the server"),
                            model.weights(),
                            actual,
                            model.weightsSha256()));
        }
        return bytes;
    }

    private void run(ModelDescription model, Download download, FetchProgress progress)
            throws IOException, InterruptedException {
        try {
            download.run(progress);
        } catch (ModelException e) {
            throw unreachable(model, model.weightsUrl().orElseThrow(), e.getMessage(), e);
        }
    }

    /** Whether a hash is that of the published file. */
    static boolean isPublished(ModelDescription model, String sha256) {
        return model.weightsUrl().isPresent() && sha256.equals(model.weightsSha256());
    }

    private Path part(ModelDescription model) {
        return directory.resolve(model.weights() + PART);
    }

    private ModelException unreachable(ModelDescription model, URI from, String reason, Exception cause) {
        return new WeightsUnavailableException(model, from, reason, Files.exists(part(model)), cause);
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String reason(IOException error) {
        String message = error.getMessage();
        return message == null || message.isBlank() ? "the server cannot be reached" : message;
    }
}
