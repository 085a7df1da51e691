package dev.spotter.cli;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.teaching.ReportFile;
import dev.spotter.inference.teaching.Teacher;
import dev.spotter.inference.teaching.TeachingReport;
import dev.spotter.inference.teaching.TeachingRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spotter teach}: a model with labels of the user's own, from photos in directories. */
@Command(
        name = "teach",
        description = {
            "Teaches a model your own labels, from photos in a directory for each label: photos/ripe, photos/unripe.",
            "The result is installed, and used with --model NAME. Interrupted and run again, it continues."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:the model is installed; photos that could not be read are named on standard error",
            "1:the network or the model's files cannot be used; or the model is installed, but the report cannot be"
                    + " written",
            "2:bad usage, too few photos or classes, or a report's directory that takes no files"
        })
final class TeachCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PHOTOS",
            description = "Directory with a directory of photos for each label, whose name is the label.")
    private Path photos = Path.of("");

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the new model.")
    private String name = "";

    @Option(
            names = "--from",
            paramLabel = "NAME",
            description =
                    "Begins with the labels and photos of a model that was taught before, and adds these to them.")
    private @Nullable String from;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description = "Model whose network looks at the photos. Default: " + ClassifierSettings.DEFAULT_MODEL
                    + "; with --from, that model's.")
    private @Nullable String network;

    @Option(names = "--replace", description = "Replaces a model of this name that was taught before.")
    private boolean replace;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Chooses how the photos are divided for the cross-validation. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--engine",
            paramLabel = "pytorch|onnx",
            defaultValue = "pytorch",
            description = "Library that runs the network now; the new model runs with both. Default: ${DEFAULT-VALUE}")
    private Engine engine = Engine.PYTORCH;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Writes a page with all results and the photos that are confused.")
    private @Nullable Path report;

    @Option(names = "--json", description = "Prints all results as a JSON object.")
    private boolean json;

    @Mixin
    private LocalFileLimits limits = new LocalFileLimits();

    @Spec
    private CommandSpec spec;

    TeachCommand() {}

    @Override
    public Integer call() throws Exception {
        if (from != null && network != null) {
            throw new ParameterException(spec.commandLine(), "--from has its own network: leave out --network");
        }
        return ModelCommand.tried(spec, () -> {
            try {
                teach();
                return 0;
            } catch (InvalidRequestException e) {
                throw new ParameterException(spec.commandLine(), ErrorHints.describeInstallation(e), e);
            }
        });
    }

    private void teach() {
        Optional<ReportFile> page = Optional.ofNullable(report).map(ReportFile::at);
        ClassifierSettings settings = ClassifierSettings.from(System.getenv())
                .withModel(network == null ? ClassifierSettings.DEFAULT_MODEL : network)
                .withLimits(limits.checked(spec));
        TeachingRequest request = new TeachingRequest(photos, name, Optional.ofNullable(from), seed, replace);
        try (TeachOutput output = new TeachOutput(json)) {
            TeachingReport result = new Teacher(settings, engine::openEmbedder).teach(request, output);
            output.print(result);
            page.ifPresent(file -> file.write(result, settings.newDecoder()));
        }
    }
}
