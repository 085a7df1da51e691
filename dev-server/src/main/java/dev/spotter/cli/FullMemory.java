package dev.spotter.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a server does when Java's heap is full: it ends, so that a supervisor starts it again. Threads that have lost
 * their work would leave it half dead. The launcher's {@code -XX:+ExitOnOutOfMemoryError} does the same earlier, and
 * with the same status.
 */
final class FullMemory {
    /** That of the JVM's option. */
    static final int EXIT_STATUS = 3;

    private static final AtomicBoolean ENDING = new AtomicBoolean();

    private FullMemory() {}

    /** Has the process end also if no request and no classification failed, but another thread. */
    static void endProcessAlways() {
        Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            if (error instanceof OutOfMemoryError full) {
                endProcess(full);
            } else if (usual != null) {
                usual.uncaughtException(thread, error);
            } else {
                thread.getThreadGroup().uncaughtException(thread, error);
            }
        });
    }

    /** Ends without the hooks that wait for uploads: they need memory. */
    static void endProcess(OutOfMemoryError error) {
        // Several threads find it full at the same time.
        if (ENDING.getAndSet(true)) {
            return;
        }
        try {
            Console.err(
                    "spotter serve: the memory is full (%s); the server ends, start it again with more, such as"
                            + " SPOTTER_JAVA_OPTIONS=-Xmx1g",
                    String.valueOf(error.getMessage()));
            Console.endLog();
        } finally {
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
    }
}
