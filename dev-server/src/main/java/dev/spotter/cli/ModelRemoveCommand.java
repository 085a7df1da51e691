package dev.spotter.cli;

import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.Models;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spotter model remove}: an installed model goes. */
@Command(
        name = "remove",
        description = "Removes an installed model.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ModelRemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The model's name.")
    private String name = "";

    @Spec
    private CommandSpec spec;

    ModelRemoveCommand() {}

    @Override
    public Integer call() throws Exception {
        return ModelCommand.tried(spec, () -> {
            new Models(ModelCatalog.bundled(), ModelCommand.home()).remove(name);
            Console.out("%s is removed", name);
            return 0;
        });
    }
}
