package dev.spotter.emulator.lambda;

import dev.spotter.core.internal.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function as Lambda's managed Java runtime does: its zip is unpacked as {@code /var/task}, and each environment
 * is a JVM of its own under AWS's runtime interface client, which takes invocations from the Runtime API
 * ({@code 2018-06-01}) that the emulator serves on the loopback address. The JVM has the function's variables and
 * Lambda's, none of this process; the function's memory is its largest heap. It ends with this process, however this
 * process ends.
 *
 * <p>AWS's client has native code for Linux only (x86-64 and ARM), so this runs nowhere else: see {@link #isSupported}.
 */
public final class ProcessRuntime implements FunctionRuntime {
    private final Path zip;
    private final String handler;
    private final Optional<Path> directory;
    private final Path javaHome;
    private final Consumer<String> log;
    private @Nullable FunctionProcessLauncher launcher;
    private boolean isClosed;

    private ProcessRuntime(Path zip, String handler, Optional<Path> directory, Path javaHome, Consumer<String> log) {
        this.zip = zip;
        this.handler = handler;
        this.directory = directory;
        this.javaHome = javaHome;
        this.log = log;
    }

    /**
     * With this process' JDK; what functions write goes to the standard output.
     *
     * @param zip with classes, or with jars in {@code lib}
     * @param handler as Lambda takes it: {@code package.Class::method}, or a class that implements one of Lambda's
     *     handlers
     * @throws IllegalArgumentException if the zip is not there
     */
    public static ProcessRuntime of(Path zip, String handler) {
        if (!Files.isRegularFile(zip)) {
            throw new IllegalArgumentException("zip must be a file but was " + zip);
        }
        return new ProcessRuntime(
                zip, handler, Optional.empty(), Path.of(System.getProperty("java.home")), System.out::println);
    }

    /** Whether AWS's runtime interface client runs on this machine. */
    public static boolean isSupported() {
        Platform platform = Platform.current();
        return platform.isLinux() && (platform.isX86() || platform.isArm());
    }

    /**
     * The same, unpacked in this directory, made where it is missing, and left there: it is used again for the same
     * zip. An archive of the classes that the function loads is kept there too, made when its first environment ends;
     * those of a later emulator start the faster for it.
     */
    public ProcessRuntime withDirectory(Path path) {
        return new ProcessRuntime(zip, handler, Optional.of(path.toAbsolutePath()), javaHome, log);
    }

    /** The same, run by another JDK. */
    public ProcessRuntime withJavaHome(Path path) {
        return new ProcessRuntime(zip, handler, directory, path, log);
    }

    /** The same; each line that a function writes goes there, after its name and a colon. */
    public ProcessRuntime withLog(Consumer<String> lines) {
        return new ProcessRuntime(zip, handler, directory, javaHome, lines);
    }

    /**
     * Starts a JVM.
     *
     * @throws UncheckedIOException if the zip cannot be unpacked or the JVM not be started
     * @throws IllegalStateException if it is closed, or {@link #isSupported} is not so
     */
    @Override
    public ExecutionEnvironment start(FunctionSettings function) {
        try {
            return ProcessEnvironment.start(launcher(), function);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for the JVMs that still write archives of their classes, and removes what is unpacked where no directory
     * was named.
     */
    @Override
    public synchronized void close() {
        isClosed = true;
        if (launcher != null) {
            launcher.close();
            launcher = null;
        }
    }

    private synchronized FunctionProcessLauncher launcher() throws IOException {
        if (isClosed) {
            throw new IllegalStateException("the runtime is closed");
        }
        if (!isSupported()) {
            throw new IllegalStateException("AWS's runtime interface client runs on Linux only (x86-64 and ARM)");
        }
        if (launcher == null) {
            launcher = FunctionProcessLauncher.open(zip, handler, directory, javaHome, log);
        }
        return launcher;
    }
}
