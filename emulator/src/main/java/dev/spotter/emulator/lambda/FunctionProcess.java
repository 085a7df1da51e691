package dev.spotter.emulator.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A function's JVM, with the thread that reads what it writes. */
final class FunctionProcess {
    private static final int STOP_SECONDS = 5;
    private static final int SIGNALS = 128;

    private final Process process;
    private final ClassArchive.Use archive;

    FunctionProcess(Process process, String name, Consumer<String> log, ClassArchive.Use archive) {
        this.process = process;
        this.archive = archive;
        Thread reader = new Thread(() -> read(name, log), "aws-emulator-lambda-log");
        reader.setDaemon(true);
        reader.start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with its end, in Lambda's words. */
    void onExit(Consumer<String> listener) {
        CompletableFuture<Void> unused =
                process.onExit().thenAccept(ended -> listener.accept(words(ended.exitValue())));
    }

    /** Ends it at once, whatever it does. */
    void kill() {
        process.destroyForcibly();
    }

    /** Ends it, with time to write its archive if it is to; else it is gone when this returns. */
    void end() {
        if (archive.isWriting() && process.isAlive()) {
            archive.end(process);
            return;
        }
        kill();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        archive.abandon();
    }

    /** Lambda's message about a process that ended. */
    private static String words(int status) {
        return switch (status) {
            case 0 -> "Runtime exited without providing a reason";
            case SIGNALS + 6 -> "Runtime exited with error: signal: aborted";
            case SIGNALS + 9 -> "Runtime exited with error: signal: killed";
            case SIGNALS + 11 -> "Runtime exited with error: signal: segmentation fault";
            case SIGNALS + 15 -> "Runtime exited with error: signal: terminated";
            default -> "Runtime exited with error: exit status " + status;
        };
    }

    private void read(String name, Consumer<String> log) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.accept(name + ": " + line);
            }
        } catch (IOException e) {
            // It was killed while it wrote.
        }
    }
}
