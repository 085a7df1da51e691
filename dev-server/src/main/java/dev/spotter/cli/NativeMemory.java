package dev.spotter.cli;

import static java.lang.System.Logger.Level.DEBUG;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the memory of the C library small, outside of Java's heap, where decoders and engines work. Only glibc has what
 * this needs; with another C library nothing changes.
 */
final class NativeMemory {
    /** glibc's M_ARENA_MAX of malloc.h. */
    private static final int ARENA_MAX = -8;

    private static final int ARENAS = 2;
    private static final Duration BETWEEN_TRIMS = Duration.ofSeconds(10);
    /** Processor time of a process that has classified something in between. */
    private static final Duration WORK = Duration.ofMillis(500);

    private static final System.Logger LOG = System.getLogger(NativeMemory.class.getName());

    private NativeMemory() {}

    /**
     * Has all threads share two arenas. By default glibc makes eight for each processor, and what is freed in one is
     * not used by another: so a server would keep several times what it needs. To be called before other threads are
     * started; what the environment says (MALLOC_ARENA_MAX) is set before that, by the launcher.
     */
    static void shareArenas() {
        if (System.getenv("MALLOC_ARENA_MAX") == null) {
            find("mallopt").ifPresent(mallopt -> mallopt.invokeInt(new Object[] {ARENA_MAX, ARENAS}));
        }
    }

    /** From now on gives freed memory back to the system, at most every ten seconds, and only after some work. */
    static void trimRegularly() {
        find("malloc_trim").ifPresent(trim -> {
            Thread trimmer = new Thread(() -> trimRegularly(trim), "native-memory");
            trimmer.setDaemon(true);
            trimmer.start();
        });
    }

    private static void trimRegularly(Function trim) {
        Duration before = processorTime();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(BETWEEN_TRIMS.toNanos());
            Duration now = processorTime();
            if (now.minus(before).compareTo(WORK) >= 0) {
                trim.invokeInt(new Object[] {0L});
                before = now;
            }
        }
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static Optional<Function> find(String function) {
        try {
            return Optional.of(NativeLibrary.getInstance("c").getFunction(function));
        } catch (LinkageError e) {
            LOG.log(DEBUG, "this system's C library has no " + function, e);
            return Optional.empty();
        }
    }
}
