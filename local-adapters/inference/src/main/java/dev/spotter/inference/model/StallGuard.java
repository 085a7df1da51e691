package dev.spotter.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Ends a stream that gives nothing for a while: the HTTP client by itself would wait for ever. Used by one thread. */
final class StallGuard implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stall guard");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong received = new AtomicLong();
    private final InputStream stream;
    private final Duration patience;
    private long seen = -1;
    private volatile boolean stalled;

    StallGuard(InputStream stream, Duration patience) {
        this.stream = stream;
        this.patience = patience;
    }

    static StallGuard of(InputStream stream, Duration patience) {
        StallGuard guard = new StallGuard(stream, patience);
        var unused = guard.clock.scheduleWithFixedDelay(guard::look, 0, patience.toMillis(), TimeUnit.MILLISECONDS);
        return guard;
    }

    /**
     * As the stream's.
     *
     * @throws IOException if nothing came for too long, among others
     */
    int read(byte[] bytes) throws IOException {
        try {
            int count = stream.read(bytes);
            if (stalled) {
                throw new IOException("the stream was closed");
            }
            received.addAndGet(Math.max(count, 0));
            return count;
        } catch (IOException e) {
            throw stalled ? new IOException("nothing came for %d seconds".formatted(patience.toSeconds()), e) : e;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void look() {
        long now = received.get();
        if (now != seen) {
            seen = now;
            return;
        }
        stalled = true;
        try {
            stream.close();
        } catch (IOException e) {
            // The reader hears of it.
        }
    }
}
