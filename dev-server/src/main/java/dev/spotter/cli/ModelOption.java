package dev.spotter.cli;

import dev.spotter.local.model.ClassifierSettings;
import dev.spotter.local.network.NetworkClassifier;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that choose the model and what runs it, for every command that classifies. */
final class ModelOption {
    @Option(
            names = "--model",
            paramLabel = "NAME|DIR",
            defaultValue = ClassifierSettings.DEFAULT_MODEL,
            description = {
                "The model: one that comes with Spotter or is installed (\"spotter model list\"), or a folder with serving.properties, synset.txt and a TorchScript .pt (with --engine onnx an .onnx).",
                "Default: ${DEFAULT-VALUE}"
            })
    private String model = ClassifierSettings.DEFAULT_MODEL;

    @Option(
            names = "--engine",
            paramLabel = "pytorch|onnx",
            defaultValue = "pytorch",
            description = "What runs the network: PyTorch, or ONNX Runtime, which is faster. Default: ${DEFAULT-VALUE}")
    private Engine engine = Engine.PYTORCH;

    ModelOption() {}

    ClassifierSettings settings() {
        return ClassifierSettings.from(System.getenv()).withModel(model);
    }

    /** Says when the first start on a machine takes its time. */
    NetworkClassifier open(ClassifierSettings settings) {
        Path home = settings.home().path();
        if (!home.toFile().exists()) {
            System.err.printf("First start: unpacking %s and the model to %s%n", engine.text(), home);
        }
        return engine.open(settings);
    }

    Engine engine() {
        return engine;
    }
}
