package dev.spotter.devserver;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads one body as it comes, without a thread that waits for it. How fast it comes is measured, so that it can be
 * ended from outside. Thread-safe.
 */
final class IncomingBody implements Runnable {
    /** Of the bytes that {@link #isTooSlow} counts by. */
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Request request;
    private final long maxBytes;
    private final Consumer<ByteBuffer> target;
    private final Listener listener;
    private final long startedNanos = System.nanoTime();
    private long receivedBytes;
    private long windowStartNanos = startedNanos;
    private long windowStartBytes;
    private boolean ended;

    /** How a body ends: one of these is called, once. */
    interface Listener {
        void complete();

        /** There are more bytes than the limit; no more are read. */
        void tooLarge(long receivedBytes);

        /** The connection ended, or what came on it is no body, or the target threw this. */
        void failed(Throwable failure);
    }

    /**
     * @param maxBytes how many go to the target at most
     * @param target takes all bytes of the buffer that it is given
     */
    IncomingBody(Request request, long maxBytes, Consumer<ByteBuffer> target, Listener listener) {
        this.request = request;
        this.maxBytes = maxBytes;
        this.target = target;
        this.listener = listener;
    }

    /** Reads what there is, and again when there is more. */
    @Override
    public void run() {
        advance().run();
    }

    /** Ends the reading if it has not ended. The listener is not called any more; the given action is run. */
    void end(Runnable action) {
        boolean first;
        synchronized (this) {
            first = !ended;
            ended = true;
        }
        if (first) {
            action.run();
        }
    }

    /** Whether less than this came in the last few seconds, or it has lasted for longer than this. */
    synchronized boolean isTooSlow(long leastBytesPerSecond, Duration longest) {
        long now = System.nanoTime();
        if (now - startedNanos > longest.toNanos()) {
            return true;
        }
        if (now - windowStartNanos < WINDOW.toNanos()) {
            return false;
        }
        boolean slow = receivedBytes - windowStartBytes < leastBytesPerSecond * WINDOW.toSeconds();
        windowStartNanos = now;
        windowStartBytes = receivedBytes;
        return slow;
    }

    /** How fast it came so far; one that has just begun is as fast as can be. */
    synchronized double bytesPerSecond() {
        long nanos = System.nanoTime() - startedNanos;
        return nanos < Duration.ofSeconds(1).toNanos() ? Double.MAX_VALUE : receivedBytes * 1e9 / nanos;
    }

    private synchronized Runnable advance() {
        while (!ended) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return () -> {};
            }
            try {
                if (Content.Chunk.isFailure(chunk)) {
                    return ended(() -> listener.failed(chunk.getFailure()));
                }
                receivedBytes += chunk.remaining();
                if (receivedBytes > maxBytes) {
                    long received = receivedBytes;
                    return ended(() -> listener.tooLarge(received));
                }
                target.accept(chunk.getByteBuffer());
                if (chunk.isLast()) {
                    return ended(listener::complete);
                }
            } catch (RuntimeException e) {
                return ended(() -> listener.failed(e));
            } finally {
                chunk.release();
            }
        }
        return () -> {};
    }

    private Runnable ended(Runnable action) {
        ended = true;
        return action;
    }
}
