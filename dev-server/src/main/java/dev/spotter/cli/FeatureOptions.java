package dev.spotter.cli;

import dev.spotter.core.prediction.Failure;
import dev.spotter.inference.features.FeatureExtractor;
import dev.spotter.inference.features.FeatureResult;
import dev.spotter.inference.features.FeatureResult.Extracted;
import dev.spotter.inference.features.FeatureResult.Failed;
import dev.spotter.inference.internal.InputImage;
import dev.spotter.inference.internal.ReadBudget;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.network.NetworkEmbedder;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of the commands that compare images by their features, and how such a command gets them. */
final class FeatureOptions {
    @Option(names = "--json", description = "Prints one JSON object per line.")
    private boolean json;

    @Mixin
    private LocalFileLimits limits = new LocalFileLimits();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = ClassifierSettings.DEFAULT_MODEL,
            description = "The name of a model (\"spotter model list\"). Default: ${DEFAULT-VALUE}")
    private String model = ClassifierSettings.DEFAULT_MODEL;

    @Option(names = "--engine", paramLabel = "pytorch|onnx", defaultValue = "pytorch", description = Engine.HELP)
    private Engine engine = Engine.PYTORCH;

    FeatureOptions() {}

    /** Compares images. */
    interface Comparison {
        /** Returns the exit status. */
        int run(FeatureExtractor extractor, Output output);
    }

    /** @throws ParameterException if an option is out of its range */
    ClassifierSettings settings(CommandSpec command) {
        if (model.isBlank()) {
            throw new ParameterException(command.commandLine(), "the name of the model is empty (--model)");
        }
        return ClassifierSettings.from(System.getenv()).withModel(model).withLimits(limits.checked(command));
    }

    /**
     * Opens the model and the cache for a comparison.
     *
     * @param images their number
     */
    int run(ClassifierSettings settings, int images, Comparison comparison) {
        engine.announce(settings);
        try (NetworkEmbedder embedder = engine.openEmbedder(settings);
                FeatureExtractor extractor = FeatureExtractor.withCache(embedder, settings.home());
                Output output = Output.open(json, 0, images)) {
            return comparison.run(extractor, output);
        }
    }

    /**
     * Gives the features of each image, in order. Images without are reported, and counted if there are
     * several.
     *
     * @return the exit status
     */
    static int extract(
            CommandSpec command,
            List<InputImage> images,
            FeatureExtractor extractor,
            Output output,
            Consumer<Extracted> consumer) {
        ReadBudget memory = new ReadBudget();
        int failures = 0;
        try (Stream<FeatureResult> results =
                extractor.extractAll(images.stream().map(memory::source))) {
            for (FeatureResult result : (Iterable<FeatureResult>) results::iterator) {
                if (result instanceof Extracted extracted) {
                    consumer.accept(extracted);
                    output.done();
                } else if (result instanceof Failed failed) {
                    failures++;
                    output.failed(failed.image().toString(), Failure.of(failed.reason()));
                }
            }
        }
        if (failures > 0 && images.size() > 1) {
            Console.err("%s: %,d of %,d inputs were left out", command.qualifiedName(), failures, images.size());
        }
        return failures > 0 ? SpotterCommand.FAILED : 0;
    }
}
