package dev.spotter.cli;

import dev.spotter.core.classification.ClassificationResult;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.prediction.Failure;
import dev.spotter.inference.internal.InputImage;
import dev.spotter.inference.internal.ReadBudget;
import dev.spotter.inference.internal.ReadFailure;
import dev.spotter.inference.model.ClassifierSettings;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spotter classify}: says what is in files, in the order they were given. */
@Command(
        name = "classify",
        description = "Classifies image files.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all were classified",
            "1:some were not, each named on standard error; or the output could not be written",
            "2:bad usage"
        })
final class ClassifyCommand implements Callable<Integer> {
    private static final int MAX_TOP = 10_000;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR|-",
            description =
                    "Image files, or directories, which are searched at any depth; links to other directories are "
                            + "not followed. - is an image on standard input.")
    private List<String> inputs = List.of();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "5",
            description = "Number of labels, 1 to 10000. Default: ${DEFAULT-VALUE}")
    private int top;

    @Option(names = "--json", description = "Prints one JSON object per line, in the order of the input.")
    private boolean json;

    @Mixin
    private LocalFileLimits limits = new LocalFileLimits();

    @Mixin
    private ModelOption model = new ModelOption();

    @Spec
    private CommandSpec spec;

    ClassifyCommand() {}

    @Override
    public Integer call() {
        if (top < 1 || top > MAX_TOP) {
            throw new ParameterException(
                    spec.commandLine(), "--top must be from 1 to %d but was %d".formatted(MAX_TOP, top));
        }
        ClassifierSettings settings = model.settings().withLimits(limits.checked(spec));
        ImageSearch search = ImageSearch.of(spec, inputs);
        List<InputImage> images = search.images();
        return images.isEmpty() ? search.exitStatus() : Math.max(search.exitStatus(), classify(images, settings));
    }

    private int classify(List<InputImage> images, ClassifierSettings settings) {
        ReadBudget memory = new ReadBudget();
        try (Classifier classifier = model.open(settings);
                Output output = Output.open(json, top, images.size());
                Stream<ClassificationResult> results =
                        classifier.classifyAll(images.stream().map(memory::source))) {
            return results.mapToInt(result -> print(result, output)).reduce(0, Math::max);
        }
    }

    private static int print(ClassificationResult result, Output output) {
        String name = result.image().toString();
        if (result instanceof ClassificationResult.Failed failed) {
            output.failed(name, Failure.of(ReadFailure.of(failed.cause())));
            return SpotterCommand.FAILED;
        }
        output.classified(name, result.orElseThrow());
        return 0;
    }
}
