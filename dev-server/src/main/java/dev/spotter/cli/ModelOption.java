package dev.spotter.cli;

import dev.spotter.local.djl.DjlClassifier;
import dev.spotter.local.djl.DjlSettings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that chooses the model, for every command that classifies. */
final class ModelOption {
    @Option(
            names = "--model",
            paramLabel = "NAME|DIR",
            defaultValue = DjlSettings.DEFAULT_MODEL,
            description = {
                "The model: one that comes with Spotter or is installed (\"spotter model list\"), or a folder with serving.properties, synset.txt and a TorchScript .pt.",
                "Default: ${DEFAULT-VALUE}"
            })
    private String model = DjlSettings.DEFAULT_MODEL;

    ModelOption() {}

    DjlSettings settings() {
        return DjlSettings.from(System.getenv()).withModel(model);
    }

    /** Says when the first start on a machine takes its time. */
    static DjlClassifier open(DjlSettings settings) {
        Path home = settings.home().path();
        if (!home.toFile().exists()) {
            System.err.println("First start: unpacking libtorch and the model to " + home);
        }
        return DjlClassifier.open(settings);
    }
}
