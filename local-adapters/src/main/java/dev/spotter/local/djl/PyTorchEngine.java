package dev.spotter.local.djl;

import ai.djl.engine.Engine;
import dev.spotter.core.error.ModelException;
import dev.spotter.local.model.SpotterHome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;

/** Starts DJL's PyTorch engine, which a JVM has once, the way that a pool of single-threaded predictors wants it. */
final class PyTorchEngine {
    static final String NAME = "PyTorch";

    private PyTorchEngine() {}

    /**
     * Starts the engine, or does nothing where it runs. DJL reads its settings from system properties, once; one that is set already
     * stays as it is.
     *
     * @throws ModelException if libtorch is not on the class path for this platform, or cannot be unpacked or loaded
     */
    static synchronized void start(SpotterHome home) {
        // Nothing is downloaded and nobody is called: libtorch comes from the class path.
        setIfAbsent("ai.djl.offline", "true");
        setIfAbsent("ai.djl.default_engine", NAME);
        setIfAbsent("ai.djl.pytorch.num_threads", "1");
        setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
        // It re-optimises during the first calls of each thread, and gains nothing on a frozen network.
        setIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
        setIfAbsent("ENGINE_CACHE_DIR", home.engine().toString());
        try (FileChannel file = lockFile(home.engine())) {
            FileLock lock = file.lock();
            Engine.getEngine(NAME);
            lock.release();
            NativeHeap.keepFreedMemory();
        } catch (IOException e) {
            throw new ModelException(
                    "libtorch cannot be unpacked to %s (%s); set %s to a folder that can be written"
                            .formatted(home.engine(), e.getMessage(), SpotterHome.VARIABLE),
                    e);
        } catch (RuntimeException | LinkageError e) {
            throw new ModelException(
                    "libtorch cannot be loaded on %s %s (%s); its native files must be on the class path:"
                                    .formatted(
                                            System.getProperty("os.name"), System.getProperty("os.arch"), rootCause(e))
                            + " ai.djl.pytorch:pytorch-native-cpu with this platform's classifier",
                    e);
        }
    }

    /** Begins {@link #start} on a thread of its own. Only where libtorch is unpacked already: unpacking is said to the user first. */
    static CompletableFuture<Void> startAhead(SpotterHome home) {
        return Files.isDirectory(home.engine())
                ? CompletableFuture.runAsync(() -> start(home), command -> new Thread(command, "libtorch").start())
                : CompletableFuture.completedFuture(null);
    }

    /** DJL unpacks libtorch without regard to other processes that start at the same time. */
    private static FileChannel lockFile(Path folder) throws IOException {
        Files.createDirectories(folder);
        return FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null && System.getenv(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static String rootCause(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
