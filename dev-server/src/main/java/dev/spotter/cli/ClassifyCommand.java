package dev.spotter.cli;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.prediction.Failure;
import dev.spotter.inference.model.ClassifierSettings;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        description = "Says what is in picture files.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all were classified",
            "1:some were not, each of which is named on standard error; or the output could not be written",
            "2:bad usage"
        })
final class ClassifyCommand implements Callable<Integer> {
    private static final int MAX_TOP = 1_000;
    /** So many files wait for their turn to be printed, for each that is worked on. */
    private static final int AHEAD = 4;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR|-",
            description =
                    "Picture files; folders, whose pictures are taken at any depth, but not behind links to other "
                            + "folders; - is a picture on standard input.")
    private List<String> inputs = List.of();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many labels, 1 to 1000. Default: ${DEFAULT-VALUE}")
    private int top;

    @Option(names = "--json", description = "One JSON object a line, in the order of the input.")
    private boolean json;

    @Mixin
    private OwnFileLimits limits = new OwnFileLimits();

    @Mixin
    private ModelOption model = new ModelOption();

    @Spec
    private CommandSpec spec;

    ClassifyCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (top < 1 || top > MAX_TOP) {
            throw new ParameterException(
                    spec.commandLine(), "--top must be from 1 to %d but was %d".formatted(MAX_TOP, top));
        }
        requireReadable();
        ClassifierSettings settings = model.settings().withLimits(limits.checked(spec));
        PictureSearch search = PictureSearch.of(inputs);
        search.notes().forEach(note -> Console.err("%s: %s", spec.qualifiedName(), note));
        int exitStatus = search.notes().isEmpty() ? 0 : SpotterCommand.FAILED;
        List<Picture> pictures = search.pictures();
        return pictures.isEmpty() ? exitStatus : Math.max(exitStatus, classify(pictures, settings));
    }

    private void requireReadable() {
        if (inputs.contains("")) {
            throw new ParameterException(spec.commandLine(), "the name of a file is empty");
        }
        if (Collections.frequency(inputs, PictureSearch.STANDARD_INPUT) > 1) {
            throw new ParameterException(spec.commandLine(), "standard input, -, can be read only once");
        }
    }

    private int classify(List<Picture> pictures, ClassifierSettings settings) throws InterruptedException {
        try (Classifier classifier = model.open(settings);
                Output output = Output.open(json, top, pictures.size())) {
            return classify(pictures, classifier, settings, output);
        }
    }

    /** All cores work, in bounded memory, and the results come in order. */
    private static int classify(
            List<Picture> pictures, Classifier classifier, ClassifierSettings settings, Output output)
            throws InterruptedException {
        int threads = settings.predictors();
        ReadBudget memory = new ReadBudget();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            Deque<Started> started = new ArrayDeque<>();
            Iterator<Picture> rest = pictures.iterator();
            int exitStatus = 0;
            while (rest.hasNext() || !started.isEmpty()) {
                while (rest.hasNext() && started.size() < threads * AHEAD) {
                    Picture picture = rest.next();
                    started.add(new Started(
                            picture, workers.submit(() -> memory.classify(picture, classifier, settings.limits()))));
                }
                exitStatus = Math.max(exitStatus, started.remove().print(output));
            }
            return exitStatus;
        } finally {
            workers.shutdownNow();
        }
    }

    private record Started(Picture picture, Future<Classification> classification) {
        int print(Output output) throws InterruptedException {
            try {
                output.classified(picture.name(), classification.get());
                return 0;
            } catch (ExecutionException e) {
                output.failed(picture.name(), Failure.of(ReadFailure.of(e.getCause())));
                return SpotterCommand.FAILED;
            }
        }
    }
}
