package dev.spotter.cli;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelInstaller;
import dev.spotter.inference.model.ModelSummary;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spotter model install}: a network with its published weights, or with weights from a file. */
@Command(
        name = "install",
        description = {
            "Installs a network with its published weights, downloaded over HTTPS, or with weights from a file.",
            "Nothing from a weights file is executed."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:it is installed", "1:the weights could not be downloaded, or do not fit", "2:bad usage"})
final class ModelInstallCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NETWORK", description = "mobilenet-v3-small, mobilenet-v3-large or efficientnet-lite0.")
    private String network = "";

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "The network's state dict, alone or in a checkpoint: a .pth of PyTorch, or safetensors.")
    private @Nullable Path weights;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name for --model. Required for weights that are not the published ones.")
    private @Nullable String name;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "Names of its classes, 2 to 10,000, one per line, in class order, if they are not ImageNet's.")
    private @Nullable Path labels;

    @Spec
    private CommandSpec spec;

    ModelInstallCommand() {}

    @Override
    public Integer call() throws Exception {
        return ModelCommand.tried(spec, () -> {
            try {
                install();
                return 0;
            } catch (InvalidRequestException e) {
                throw new ParameterException(spec.commandLine(), ErrorHints.describeInstallation(e), e);
            }
        });
    }

    private void install() {
        ModelInstaller installer = new ModelInstaller(ModelCatalog.bundled(), ModelCommand.home());
        ModelInstaller.Request request = new ModelInstaller.Request(
                network, Optional.ofNullable(weights), Optional.ofNullable(name), Optional.ofNullable(labels));
        try (Progress progress = Progress.ofBytes("Downloading")) {
            ModelSummary model = installer.install(request, progress::at);
            progress.above(() -> Console.out(
                    "%s is installed (licence: %s); use it with --model %s",
                    model.name(), model.licence(), model.name()));
        }
    }
}
