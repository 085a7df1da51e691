package dev.spotter.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * An output whose writers never wait for its reader: a separate thread writes the lines. While the reader reads
 * nothing, a limited number of bytes is kept and further lines are dropped; a later line says how many. Thread-safe.
 */
public final class UnblockedOutput extends OutputStream {
    /** A line that is longer goes out in parts. */
    private static final int LONGEST_LINE = 1 << 16;

    private final OutputStream target;
    private final int maxBytes;
    private final LongFunction<String> lostLines;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int waitingBytes;
    private boolean writing;
    private boolean broken;
    private long lost;

    private UnblockedOutput(OutputStream target, int maxBytes, LongFunction<String> lostLines) {
        this.target = target;
        this.maxBytes = maxBytes;
        this.lostLines = lostLines;
    }

    /**
     * Starts an output.
     *
     * @param maxBytes how much is kept for a reader that takes nothing
     * @param lostLines the line that says how many lines are lost
     */
    public static UnblockedOutput start(OutputStream target, int maxBytes, LongFunction<String> lostLines) {
        UnblockedOutput output = new UnblockedOutput(target, maxBytes, lostLines);
        Thread writer = new Thread(output::run, "log");
        writer.setDaemon(true);
        writer.start();
        return output;
    }

    @Override
    public synchronized void write(int oneByte) {
        line.write(oneByte);
        if (oneByte == '\n' || line.size() >= LONGEST_LINE) {
            enqueue(line.toByteArray());
            line.reset();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    /** Writes a line; its end is added. */
    public void writeLine(String text) {
        byte[] whole = (text + '\n').getBytes(UTF_8);
        synchronized (this) {
            enqueue(whole);
        }
    }

    /** Waits until all is written, but no longer than this. */
    public synchronized void drain(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (!waiting.isEmpty() || writing) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void enqueue(byte[] whole) {
        if (broken || waitingBytes + whole.length > maxBytes) {
            lost++;
            return;
        }
        waiting.add(whole);
        waitingBytes += whole.length;
        notifyAll();
    }

    private void run() {
        try {
            while (true) {
                target.write(next());
                target.flush();
                written();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            giveUp();
        }
    }

    /** Nobody reads any longer, and there is nowhere to say so: all that comes is lost. */
    private synchronized void giveUp() {
        broken = true;
        writing = false;
        waiting.clear();
        notifyAll();
    }

    private synchronized byte[] next() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        writing = true;
        byte[] whole = waiting.remove();
        waitingBytes -= whole.length;
        return whole;
    }

    private synchronized void written() {
        writing = false;
        if (lost > 0 && waiting.isEmpty()) {
            long count = lost;
            lost = 0;
            writeLine(lostLines.apply(count));
        }
        notifyAll();
    }
}
