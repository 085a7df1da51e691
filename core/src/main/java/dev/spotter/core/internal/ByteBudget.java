package dev.spotter.core.internal;

import java.util.concurrent.atomic.AtomicLong;

/** A number of bytes that can be reserved and released. Thread-safe; no call blocks. */
public final class ByteBudget {
    private final AtomicLong freeBytes;

    public ByteBudget(long bytes) {
        freeBytes = new AtomicLong(bytes);
    }

    /** Reserves this number of bytes, or none if fewer are left; returns whether they were reserved. */
    public boolean take(long bytes) {
        return freeBytes.getAndUpdate(free -> free >= bytes ? free - bytes : free) >= bytes;
    }

    /** Releases reserved bytes. */
    public void giveBack(long bytes) {
        freeBytes.addAndGet(bytes);
    }
}
