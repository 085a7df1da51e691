package dev.spotter.devserver;

import java.util.function.Supplier;

/**
 * The client for which a thread works. The ports do not pass it on, but the queue behind the image store gives each
 * client its share of places.
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
