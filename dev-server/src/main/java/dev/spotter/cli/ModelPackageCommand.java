package dev.spotter.cli;

import dev.spotter.inference.model.LambdaModel;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelPackage;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spotter model package}: a model as DJL Serving on SageMaker takes it, or a function in Lambda. */
@Command(
        name = "package",
        description = "Writes a model for AWS: as model.tar.gz for DJL Serving on SageMaker, which DJL loads too if it "
                + "is unpacked; or as the zip of a Lambda layer, for the function that classifies by itself.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ModelPackageCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The model's name.")
    private String name = "";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Output file; an existing file is replaced. Default: model.tar.gz; with --for lambda "
                    + "model-layer.zip")
    private @Nullable Path output;

    @Option(
            names = "--for",
            paramLabel = "sagemaker|lambda",
            defaultValue = "sagemaker",
            description = "What loads the model. Default: ${DEFAULT-VALUE}")
    private Target target = Target.SAGEMAKER;

    private enum Target {
        SAGEMAKER("model.tar.gz"),
        LAMBDA("model-layer.zip");

        private final Path output;

        Target(String output) {
            this.output = Path.of(output);
        }
    }

    @Spec
    private CommandSpec spec;

    ModelPackageCommand() {}

    @Override
    public Integer call() throws Exception {
        return ModelCommand.tried(spec, () -> {
            Path file = Objects.requireNonNullElse(output, target.output);
            switch (target) {
                case SAGEMAKER -> new ModelPackage(ModelCatalog.bundled(), ModelCommand.home()).write(name, file);
                case LAMBDA -> new LambdaModel(ModelCatalog.bundled(), ModelCommand.home()).writeLayer(name, file);
            }
            Console.out("%s", file);
            return 0;
        });
    }
}
