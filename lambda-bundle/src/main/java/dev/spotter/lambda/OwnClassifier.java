package dev.spotter.lambda;

import dev.spotter.core.error.ModelException;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.internal.Platform;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.LambdaModel;
import dev.spotter.onnxruntime.OnnxClassifier;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Opens the classifier that runs inside the function. ONNX Runtime's libraries and the network are files of the zip,
 * and are used where Lambda unpacked them: nothing is written, and nothing is read again after the network was loaded.
 * One image is classified at a time, by the thread of its invocation; ONNX Runtime starts no others.
 */
final class OwnClassifier {
    /** Where Lambda unpacked the zip. */
    private static final String TASK_ROOT = "LAMBDA_TASK_ROOT";
    /** ONNX Runtime's own setting, the directory of its native libraries. */
    private static final String NATIVE_PATH = "onnxruntime.native.path";

    private OwnClassifier() {}

    /**
     * The model of the zip, or another.
     *
     * @param environment Lambda's, with the place of the zip's files
     * @param model the directory of another model; as {@link LambdaModel} writes it
     * @param limits of the images
     * @throws ModelException if the model is missing or damaged
     * @throws IllegalStateException if the environment is not Lambda's
     */
    static OnnxClassifier open(Map<String, String> environment, Optional<Path> model, ImageLimits limits) {
        String root = environment.getOrDefault(TASK_ROOT, "");
        if (root.isBlank()) {
            throw new IllegalStateException("the environment is not Lambda's: %s is missing".formatted(TASK_ROOT));
        }
        Path libraries = Path.of(root, "lib");
        Path directory = model.orElseGet(() -> libraries.resolve(LambdaModel.DIRECTORY));
        LambdaModel.verify(directory);
        System.setProperty(
                NATIVE_PATH,
                libraries.resolve("onnxruntime").resolve(platform()).toString());
        return OnnxClassifier.open(ClassifierSettings.from(environment)
                .withModel(directory.toString())
                .withPredictors(1)
                .withLimits(limits));
    }

    /** As ONNX Runtime names it. Lambda has no others. */
    private static String platform() {
        return Platform.current().isArm() ? "linux-aarch64" : "linux-x64";
    }
}
