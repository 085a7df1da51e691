package dev.spotter.emulator;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that many share. Thread-safe. */
final class Room {
    private final AtomicLong freeBytes;

    Room(long bytes) {
        freeBytes = new AtomicLong(bytes);
    }

    /** Takes so many, or none where fewer are left. */
    boolean take(long bytes) {
        if (freeBytes.addAndGet(-bytes) >= 0) {
            return true;
        }
        give(bytes);
        return false;
    }

    /** Gives back what was taken. */
    void give(long bytes) {
        freeBytes.addAndGet(bytes);
    }
}
