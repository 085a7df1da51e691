package dev.spotter.cli;

import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelPackage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spotter model package}: a model as DJL Serving on SageMaker takes it. */
@Command(
        name = "package",
        description = "Writes a model as model.tar.gz for DJL Serving on SageMaker; unpacked, DJL loads it too.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ModelPackageCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The model's name.")
    private String name = "";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            defaultValue = "model.tar.gz",
            description = "Output file; an existing file is replaced. Default: ${DEFAULT-VALUE}")
    private Path output = Path.of("model.tar.gz");

    @Spec
    private CommandSpec spec;

    ModelPackageCommand() {}

    @Override
    public Integer call() throws Exception {
        return ModelCommand.tried(spec, () -> {
            new ModelPackage(ModelCatalog.bundled(), ModelCommand.home()).write(name, output);
            Console.out("%s", output);
            return 0;
        });
    }
}
