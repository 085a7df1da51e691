package dev.spotter.cli;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.Models;
import dev.spotter.inference.network.NetworkClassifier;
import java.io.File;
import picocli.CommandLine.Option;

/** The options that choose the model and what runs it, for every command that classifies. */
final class ModelOption {
    @Option(
            names = "--model",
            paramLabel = "NAME|DIR",
            defaultValue = ClassifierSettings.DEFAULT_MODEL,
            description = {
                "The name of a model (\"spotter model list\"), or a directory with serving.properties, synset.txt "
                        + "and a TorchScript .pt (with --engine onnx an .onnx). A directory is trusted like a "
                        + "program: use none that you would not run.",
                "Default: ${DEFAULT-VALUE}"
            })
    private String model = ClassifierSettings.DEFAULT_MODEL;

    @Option(names = "--engine", paramLabel = "pytorch|onnx", defaultValue = "pytorch", description = Engine.HELP)
    private Engine engine = Engine.PYTORCH;

    ModelOption() {}

    ClassifierSettings settings() {
        return ClassifierSettings.from(System.getenv()).withModel(model);
    }

    /**
     * Says when the first start on a machine takes its time, and when a network is run that others may have written.
     */
    NetworkClassifier open(ClassifierSettings settings) {
        announce(settings);
        engine.announce(settings);
        return engine.open(settings);
    }

    private void announce(ClassifierSettings settings) {
        if (model.isBlank()) {
            throw new InvalidRequestException("model", "the name of the model is empty (--model)");
        }
        if (!new Models(ModelCatalog.bundled(), settings.home()).has(model)
                && new File(model, "serving.properties").exists()) {
            Console.err("spotter: the network in %s is trusted like a program: it can read your files", model);
        }
    }

    Engine engine() {
        return engine;
    }
}
