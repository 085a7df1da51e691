package dev.spotter.emulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.PathRequestContent;
import org.eclipse.jetty.client.Request;
import org.jspecify.annotations.Nullable;

/** A body taken whole: in memory, or in a temporary file where it is large. */
final class Spool implements AutoCloseable {
    private static final int IN_MEMORY_BYTES = 1 << 20;

    private static final @Nullable String NO_TYPE = null;

    private final byte[] bytes;
    private final @Nullable Path file;

    private Spool(byte[] bytes, @Nullable Path file) {
        this.bytes = bytes;
        this.file = file;
    }

    static Spool read(InputStream body) throws IOException {
        byte[] start = body.readNBytes(IN_MEMORY_BYTES);
        if (start.length < IN_MEMORY_BYTES) {
            return new Spool(start, null);
        }
        Path file = Files.createTempFile("aws-emulator-", ".body");
        try (OutputStream rest = Files.newOutputStream(file)) {
            new SequenceInputStream(new ByteArrayInputStream(start), body).transferTo(rest);
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
        return new Spool(new byte[0], file);
    }

    boolean isEmpty() {
        return file == null && bytes.length == 0;
    }

    /** The body again, without a type of its own: that is the request's to say. */
    Request.Content content() throws IOException {
        return file == null ? new BytesRequestContent(NO_TYPE, bytes) : new PathRequestContent(NO_TYPE, file);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.delete(file);
        }
    }
}
