package dev.spotter.devserver;

import dev.spotter.api.HttpResponse;
import dev.spotter.core.error.BusyException;
import dev.spotter.core.image.ImageBytes;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Reads requests' bodies in bounded memory: one body up to the largest limit, and all at the same time up to a part of the heap, so that
 * many large uploads wait for each other instead of running the process out of memory. Thread-safe.
 */
final class RequestBodies {
    /** A body as JSON is held as bytes, as characters and decoded before it is let go. */
    private static final int COPIES = 5;
    /** The rest is for pictures being decoded, predictions and the server itself. */
    private static final int PART_OF_HEAP = 3;

    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final int UNIT_BYTES = 1 << 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    /** How much of a body that is too large is read away, so that the client gets to read the answer. */
    private static final long DISCARDED_BYTES = 1L << 30;

    private final int maxBytes;
    private final int units;
    private final Semaphore free;

    /** @param largest how many bytes of a body are of use; one more is read, and no more than fit in an array */
    RequestBodies(long largest) {
        maxBytes = (int) Math.min(largest, Integer.MAX_VALUE - 1);
        units = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / PART_OF_HEAP / UNIT_BYTES);
        free = new Semaphore(units, true);
    }

    /**
     * Reads the body, one byte more than the limit at most, and answers with it. Reads no body of methods
     * that have none, so that those wait for nobody.
     *
     * @throws BusyException if there is no room for it in time
     */
    HttpResponse read(HttpServletRequest request, Function<ImageBytes, HttpResponse> answer) throws IOException {
        if (BODILESS.contains(request.getMethod())) {
            return answer.apply(ImageBytes.wrap(new byte[0]));
        }
        InputStream in = request.getInputStream();
        int share = acquire(request.getContentLengthLong());
        try {
            byte[] body = in.readNBytes(maxBytes + 1);
            HttpResponse response = answer.apply(ImageBytes.wrap(body));
            if (body.length > maxBytes) {
                discard(in);
            }
            return response;
        } finally {
            free.release(share);
        }
    }

    private int acquire(long contentLength) {
        long bytes = contentLength < 0 ? maxBytes : Math.min(contentLength, maxBytes);
        int share = (int) Math.min(units, bytes * COPIES / UNIT_BYTES);
        try {
            if (free.tryAcquire(share, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return share;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new BusyException("too many large uploads at once; upload the image again later", Duration.ofSeconds(2));
    }

    private static void discard(InputStream in) throws IOException {
        long left = DISCARDED_BYTES;
        while (left > 0) {
            long skipped = in.skip(left);
            if (skipped <= 0 && in.read() < 0) {
                return;
            }
            left -= Math.max(1, skipped);
        }
    }
}
