package dev.spotter.cli;

import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelSummary;
import dev.spotter.inference.model.Models;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spotter model show}: what is known of a model. */
@Command(
        name = "show",
        description = "Prints the details of a model.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ModelShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The model's name, as printed by \"spotter model list\".")
    private String name = "";

    @Spec
    private CommandSpec spec;

    ModelShowCommand() {}

    @Override
    public Integer call() throws Exception {
        return ModelCommand.tried(spec, () -> {
            show(new Models(ModelCatalog.bundled(), ModelCommand.home()).show(name));
            return 0;
        });
    }

    private static void show(ModelSummary model) {
        print("Name", model.name());
        print("Version", model.version());
        print("State", model.state().text());
        print("Network", model.network());
        print("Weights", model.weights());
        print("SHA-256", model.weightsSha256());
        print(
                "Images",
                "short side to %d, %s; centre of %d; mean %s, standard deviation %s"
                        .formatted(
                                model.input().resizePixels(),
                                model.input().interpolation().name().toLowerCase(Locale.ROOT),
                                model.input().cropPixels(),
                                model.input().mean(),
                                model.input().standardDeviation()));
        print(
                "Unsure",
                model.unsureBelow().map(threshold -> "below " + threshold).orElse("not known"));
        print("Licence", model.licence());
        print("Source", model.source());
    }

    private static void print(String what, String value) {
        Console.out("%-9s %s", what, value);
    }
}
