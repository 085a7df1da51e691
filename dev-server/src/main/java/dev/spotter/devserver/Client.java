package dev.spotter.devserver;

import java.util.function.Supplier;

/**
 * For whom a thread works. The ports do not say it, but the queue behind the image store shares its places out by it.
 */
final class Client {
    private static final String NOBODY = "";
    private static final ThreadLocal<String> CURRENT = ThreadLocal.withInitial(() -> NOBODY);

    private Client() {}

    /** Runs work for a client, identified by its network address. */
    static <T> T serve(String address, Supplier<T> work) {
        CURRENT.set(address);
        try {
            return work.get();
        } finally {
            CURRENT.remove();
        }
    }

    /** The address of the client that this thread works for; empty where it works for none. */
    static String current() {
        return CURRENT.get();
    }
}
