package dev.spotter.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.HomeNotWritableException;
import dev.spotter.inference.model.NativeLibraryFailure;
import dev.spotter.inference.model.SpotterHome;
import java.io.IOException;
import java.nio.file.Path;

/** Starts ONNX Runtime, which a JVM has once. */
final class OnnxRuntimeEngine {
    /** ONNX Runtime's own setting, the directory of its native files. */
    private static final String NATIVE_PATH = "onnxruntime.native.path";

    private OnnxRuntimeEngine() {}

    /**
     * ONNX Runtime's environment; started where it does not run.
     *
     * @throws ModelException if its native files are not on the class path for this platform, or cannot be unpacked or
     *     loaded
     */
    static synchronized OrtEnvironment start(SpotterHome home) {
        if (System.getProperty(NATIVE_PATH) == null) {
            NativeFiles.ofThisPlatform().ifPresent(files -> use(files, home.engine()));
        }
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "spotter");
            // ONNX Runtime sends no telemetry. Only its builds for Windows would.
            environment.setTelemetry(false);
            return environment;
        } catch (OrtException | RuntimeException | LinkageError e) {
            throw new ModelException(
                    NativeLibraryFailure.describe("ONNX Runtime", "com.microsoft.onnxruntime:onnxruntime", e), e);
        }
    }

    /** Left to itself ONNX Runtime unpacks them anew at each start, and leaves them behind when it is killed. */
    private static void use(NativeFiles files, Path directory) {
        try {
            System.setProperty(NATIVE_PATH, files.unpack(directory).toString());
        } catch (IOException e) {
            throw new HomeNotWritableException("ONNX Runtime", directory, e);
        }
    }
}
