package dev.spotter.pytorch;

import static java.lang.System.Logger.Level.DEBUG;

import ai.djl.engine.Engine;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.OpenableFile;
import dev.spotter.inference.model.HomeNotWritableException;
import dev.spotter.inference.model.NativeLibraryFailure;
import dev.spotter.inference.model.SpotterHome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;

/** Starts DJL's PyTorch engine, which a JVM has once, the way that a pool of single-threaded predictors wants it. */
final class PyTorchEngine {
    static final String NAME = "PyTorch";

    private static final System.Logger LOG = System.getLogger(PyTorchEngine.class.getName());

    private PyTorchEngine() {}

    /**
     * Starts the engine, or does nothing where it runs. DJL reads its settings from system properties, once; one that
     * is set already stays as it is.
     *
     * @throws ModelException if libtorch is not on the class path for this platform, or cannot be unpacked or loaded; a
     *     home that cannot be written does where libtorch lies in it
     */
    static synchronized void start(SpotterHome home) {
        // Nothing is downloaded and no telemetry is sent: libtorch comes from the class path.
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
            letOthersRead(home.engine());
            lock.release();
        } catch (IOException e) {
            startUnpacked(home, e);
        } catch (RuntimeException | LinkageError e) {
            throw new ModelException(
                    NativeLibraryFailure.describe(
                            "libtorch", "ai.djl.pytorch:pytorch-native-cpu with this platform's classifier", e),
                    e);
        }
        NativeHeap.keepFreedMemory();
    }

    /** A home that cannot be written, read-only or another user's, is as good where libtorch lies unpacked in it. */
    private static void startUnpacked(SpotterHome home, IOException unwritable) {
        try {
            Engine.getEngine(NAME);
        } catch (RuntimeException | LinkageError e) {
            unwritable.addSuppressed(e);
            throw new HomeNotWritableException("libtorch", home.engine(), unwritable);
        }
    }

    /**
     * Begins {@link #start} on a thread of its own. Only where libtorch is unpacked already: unpacking is said to the
     * user first.
     */
    static CompletableFuture<Void> startAhead(SpotterHome home) {
        return Files.isDirectory(home.engine())
                ? CompletableFuture.runAsync(() -> start(home), command -> new Thread(command, "libtorch").start())
                : CompletableFuture.completedFuture(null);
    }

    /** DJL unpacks libtorch without regard to other processes that start at the same time. */
    private static FileChannel lockFile(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = OpenableFile.check(directory.resolve(".lock"));
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /**
     * DJL unpacks into a directory that is its user's alone; what one user has prepared others may use, if they may
     * enter the home.
     */
    private static void letOthersRead(Path directory) {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(directory.resolve("pytorch"))) {
            for (Path libraries : unpacked) {
                Files.setPosixFilePermissions(libraries, Files.getPosixFilePermissions(directory));
            }
        } catch (IOException e) {
            LOG.log(DEBUG, "libtorch stays readable for its owner alone", e);
        }
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null && System.getenv(property) == null) {
            System.setProperty(property, value);
        }
    }
}
