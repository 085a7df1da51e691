package dev.spotter.devserver;

import dev.spotter.api.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Compresses texts for clients that read gzip: the page is many small files. */
final class Compression {
    private static final int LEAST_BYTES = 400;
    private static final Pattern TEXT = Pattern.compile("text/.*|image/svg.*|application/(.*\\+)?(json|yaml).*");

    private Compression() {}

    /** The bytes to send, and the headers that tell of them. */
    static byte[] of(HttpResponse answer, Request request, Response response) {
        byte[] body = answer.body();
        if (body.length < LEAST_BYTES
                || !TEXT.matcher(answer.header("Content-Type").orElse("")).matches()) {
            return body;
        }
        if (answer.header("ETag").isPresent()) {
            response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
        }
        if (!request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).contains("gzip")) {
            return body;
        }
        response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        return gzip(body);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length);
        try (GZIPOutputStream out = new BestGzip(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
