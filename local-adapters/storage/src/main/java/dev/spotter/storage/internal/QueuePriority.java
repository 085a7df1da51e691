package dev.spotter.storage.internal;

import java.time.Duration;

/**
 * When it is an image's turn. Uploads come before those that were found at a start. Among uploads the quick ones go
 * first, so that costly images of one client do not delay others; but one is overtaken only by what comes within
 * {@value #PATIENCE} times its own expected time, so each has its turn. Those of the same expected time keep their
 * order.
 *
 * @param found whether it was stored before this start
 * @param nanos what is less goes first: the time that it came, plus its patience
 * @param number of its coming
 */
record QueuePriority(boolean found, long nanos, long number) implements Comparable<QueuePriority> {
    static final int PATIENCE = 4;

    /** Of an upload that comes at a time of {@link System#nanoTime()}. */
    static QueuePriority ofUpload(long nowNanos, Duration expected, long number) {
        return new QueuePriority(false, nowNanos + PATIENCE * expected.toNanos(), number);
    }

    static QueuePriority ofFound(long number) {
        return new QueuePriority(true, 0, number);
    }

    @Override
    public int compareTo(QueuePriority other) {
        if (found != other.found) {
            return Boolean.compare(found, other.found);
        }
        // Times of nanoTime are compared by their difference.
        int byTime = Long.compare(nanos - other.nanos, 0);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
}
