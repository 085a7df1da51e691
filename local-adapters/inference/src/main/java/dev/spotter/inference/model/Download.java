package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.BoundedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches a file over HTTP, and continues an interrupted attempt if the server still has the same file, by its {@code
 * ETag}. The proxy settings of the JVM are used. One at a time for a target.
 */
final class Download {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int MAX_TAG_BYTES = 1 << 12;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI from;
    private final Path target;
    private final Path tag;
    private final Duration patience;

    /**
     * @param target the downloaded part stays if the download breaks; the next attempt continues it
     * @param patience with a server that gives nothing
     */
    Download(URI from, Path target, Duration patience) {
        this.from = from;
        this.target = target;
        this.tag = target.resolveSibling(target.getFileName() + ".etag");
        this.patience = patience;
    }

    /**
     * Fetches the whole file. A connection that breaks is made again as long as each gives something.
     *
     * @throws IOException if the server cannot be reached or the connection breaks
     * @throws ModelException if the server refuses, or the file is too large
     */
    void run(FetchProgress progress) throws IOException, InterruptedException {
        while (true) {
            long before = size();
            try {
                if (attempt(progress)) {
                    Files.deleteIfExists(tag);
                    return;
                }
            } catch (IOException e) {
                if (size() <= before) {
                    throw e;
                }
            }
        }
    }

    /** Deletes the downloaded part. */
    void discard() throws IOException {
        Files.deleteIfExists(tag);
        Files.deleteIfExists(target);
    }

    /** Whether it is whole now; else it must be begun again. */
    private boolean attempt(FetchProgress progress) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(from).timeout(patience);
        long begin = Files.exists(tag) ? size() : 0;
        if (begin > 0) {
            request.header("Range", "bytes=" + begin + "-")
                    .header("If-Range", BoundedFile.readText(tag, MAX_TAG_BYTES));
        }
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            if (status == 416 && begin > 0) {
                // The downloaded part is not the beginning of the published file.
                discard();
                return false;
            }
            if (status != 200 && status != 206) {
                throw new ModelException("the server responded with status %d".formatted(status));
            }
            receive(response, body, status == 200 ? 0 : requireFrom(begin, response), progress);
            return true;
        }
    }

    private void receive(HttpResponse<?> response, InputStream stream, long begin, FetchProgress progress)
            throws IOException {
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        long total = length < 0 ? -1 : begin + length;
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                StallGuard body = StallGuard.of(stream, patience)) {
            file.truncate(begin).position(begin);
            if (begin == 0) {
                rememberTag(response);
            }
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
                file.write(ByteBuffer.wrap(chunk, 0, n));
                if (file.position() > Weights.MAX_BYTES) {
                    throw new ModelException("the file has more than %,d bytes".formatted(Weights.MAX_BYTES));
                }
                progress.received(file.position(), total);
            }
        }
    }

    private static long requireFrom(long begin, HttpResponse<?> response) {
        String range = response.headers().firstValue("Content-Range").orElse("none");
        if (!range.startsWith("bytes " + begin + "-")) {
            throw new ModelException("the server responded with another part of the file than requested: " + range);
        }
        return begin;
    }

    /** A weak tag does not stand for the same bytes. */
    private void rememberTag(HttpResponse<?> response) throws IOException {
        Optional<String> strong = response.headers().firstValue("ETag").filter(value -> value.startsWith("\""));
        if (strong.isPresent()) {
            Files.writeString(tag, strong.get());
        } else {
            Files.deleteIfExists(tag);
        }
    }

    private long size() throws IOException {
        return Files.exists(target) ? Files.size(target) : 0;
    }
}
