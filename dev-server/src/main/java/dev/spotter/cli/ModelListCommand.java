package dev.spotter.cli;

import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelSummary;
import dev.spotter.inference.model.Models;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code spotter model list}: all models, one a line. */
@Command(
        name = "list",
        description = "Lists the models that come with Spotter, are installed, or can be installed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ModelListCommand implements Callable<Integer> {
    private static final List<String> HEADER = List.of("NAME", "STATE", "NETWORK", "VERSION", "LICENCE");

    @Spec
    private CommandSpec spec;

    ModelListCommand() {}

    @Override
    public Integer call() throws Exception {
        return ModelCommand.tried(spec, () -> {
            Models models = new Models(ModelCatalog.bundled(), ModelCommand.home());
            print(HEADER);
            models.list().forEach(model -> print(row(model)));
            return 0;
        });
    }

    private static List<String> row(ModelSummary model) {
        return List.of(model.name(), model.state().text(), model.network(), model.version(), model.licence());
    }

    private static void print(List<String> cells) {
        Console.out("%-22s %-14s %-20s %-14s %s", cells.toArray());
    }
}
