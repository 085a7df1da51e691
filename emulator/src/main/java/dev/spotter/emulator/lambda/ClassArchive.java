package dev.spotter.emulator.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.internal.DraftDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An archive of the classes that a function loads (class data sharing), which its JVMs map instead of reading and
 * verifying them: the first JVM writes it when it ends. Thread-safe.
 */
final class ClassArchive {
    private static final Duration MAX_WRITING = Duration.ofSeconds(20);
    /** An archive that does not fit is not used, without a message. */
    private static final List<String> SILENT = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

    /** The file's name while it is written. */
    private static final String DRAFT = "classes";

    private static final Use NO_USE = new Use(List.of(), null, null);

    private final @Nullable Path file;
    private final AtomicBoolean isBeingMade = new AtomicBoolean();
    private final Set<Future<?>> writing = ConcurrentHashMap.newKeySet();

    /**
     * What one JVM has to do with it.
     *
     * @param options of the JVM
     * @param draft where the JVM writes it
     */
    record Use(List<String> options, @Nullable DraftDirectory draft, @Nullable ClassArchive archive) {
        /** Whether it writes the archive when it ends in good order. */
        boolean isWriting() {
            return draft != null;
        }

        /** Ends a JVM in good order, without waiting; what it wrote counts if it did. */
        void end(Process process) {
            process.destroy();
            if (archive != null && draft != null) {
                archive.writing.add(process.onExit().thenAccept(any -> archive.publish(draft)));
            }
        }

        /** Ends the use by a JVM that was killed: another one may write the archive. */
        void abandon() {
            if (archive != null && draft != null) {
                archive.discard(draft);
            }
        }
    }

    private ClassArchive(@Nullable Path file) {
        this.file = file;
    }

    static ClassArchive none() {
        return new ClassArchive(null);
    }

    /** @param of what it depends on, beside the task */
    static ClassArchive in(Path directory, List<String> of) {
        String name = UUID.nameUUIDFromBytes(String.join("\n", of).getBytes(UTF_8)) + ".jsa";
        return new ClassArchive(directory.resolve(name));
    }

    /** For a JVM that is about to be started: it reads the archive, or writes it where none is there, or neither. */
    Use use() throws IOException {
        if (file == null) {
            return NO_USE;
        }
        if (Files.exists(file)) {
            return new Use(options("-XX:SharedArchiveFile=" + file), null, this);
        }
        if (!isBeingMade.compareAndSet(false, true)) {
            return NO_USE;
        }
        DraftDirectory draft = DraftDirectory.in(file.resolveSibling(""));
        return new Use(options("-XX:ArchiveClassesAtExit=" + draft.file(DRAFT)), draft, this);
    }

    /** Waits for JVMs that are writing it, for a while. */
    void awaitWritten() {
        for (Future<?> each : writing) {
            try {
                each.get(MAX_WRITING.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                // Then there is none, and the next JVM tries.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static List<String> options(String archive) {
        List<String> options = new ArrayList<>(SILENT);
        options.add(archive);
        return options;
    }

    private void publish(DraftDirectory draft) {
        try (draft) {
            Path written = draft.file(DRAFT);
            if (file != null && Files.exists(written)) {
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            logFailure(e);
        }
    }

    private void discard(DraftDirectory draft) {
        try (draft) {
            isBeingMade.set(false);
        } catch (IOException e) {
            logFailure(e);
        }
    }

    private static void logFailure(IOException e) {
        System.getLogger(ClassArchive.class.getName())
                .log(System.Logger.Level.DEBUG, "an archive of classes could not be kept", e);
    }
}
