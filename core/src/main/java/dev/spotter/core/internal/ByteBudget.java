package dev.spotter.core.internal;

import java.util.concurrent.atomic.AtomicLong;

/** A number of bytes that can be taken and given back. Thread-safe; no call blocks. */
public final class ByteBudget {
    private final AtomicLong freeBytes;

    public ByteBudget(long bytes) {
        freeBytes = new AtomicLong(bytes);
    }

    /** Takes so many, or none where fewer are left; returns whether they were taken. */
    public boolean take(long bytes) {
        return freeBytes.getAndUpdate(free -> free >= bytes ? free - bytes : free) >= bytes;
    }

    /** Gives back what was taken. */
    public void giveBack(long bytes) {
        freeBytes.addAndGet(bytes);
    }
}
