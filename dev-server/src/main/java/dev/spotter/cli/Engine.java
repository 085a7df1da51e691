package dev.spotter.cli;

import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.network.NetworkClassifier;
import dev.spotter.inference.network.NetworkEmbedder;
import dev.spotter.onnxruntime.OnnxClassifier;
import dev.spotter.onnxruntime.OnnxEmbedder;
import dev.spotter.pytorch.DjlClassifier;
import dev.spotter.pytorch.DjlEmbedder;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** What runs the network. Only the one that is opened is loaded into the process. */
enum Engine {
    PYTORCH("libtorch by DJL"),
    ONNX("ONNX Runtime");

    /** What the option says that chooses one. */
    static final String HELP =
            "Library that runs the network: PyTorch, or ONNX Runtime, which is faster. Default: ${DEFAULT-VALUE}";

    private final String text;

    Engine(String text) {
        this.text = text;
    }

    /** The engine of this name on the command line, in upper or lower case. */
    static Engine named(String name) {
        return Stream.of(values())
                .filter(engine -> engine.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("'" + name + "' is not an engine: expected pytorch or onnx"));
    }

    /** Says when the first start on a machine takes its time. */
    void announce(ClassifierSettings settings) {
        Path home = settings.home().cache();
        if (!home.toFile().exists()) {
            Console.err("First start: unpacking %s and the model to %s", text, home);
        }
    }

    /** The library, as people call it. */
    String text() {
        return text;
    }

    /** Opens a model that gives features. */
    NetworkEmbedder openEmbedder(ClassifierSettings settings) {
        return switch (this) {
            case PYTORCH -> DjlEmbedder.open(settings);
            case ONNX -> OnnxEmbedder.open(settings);
        };
    }

    /** Opens a model as the settings say, which are the same for every engine. */
    NetworkClassifier open(ClassifierSettings settings) {
        return switch (this) {
            case PYTORCH -> DjlClassifier.open(settings);
            case ONNX -> OnnxClassifier.open(settings);
        };
    }
}
