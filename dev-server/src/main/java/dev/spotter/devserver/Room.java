package dev.spotter.devserver;

import java.util.concurrent.atomic.AtomicLong;

/** A number of bytes that can be taken and given back. Thread-safe; nobody waits. */
final class Room {
    private final AtomicLong free;

    Room(long bytes) {
        this.free = new AtomicLong(bytes);
    }

    boolean take(long bytes) {
        long left = free.getAndUpdate(now -> now >= bytes ? now - bytes : now);
        return left >= bytes;
    }

    void giveBack(long bytes) {
        free.addAndGet(bytes);
    }
}
