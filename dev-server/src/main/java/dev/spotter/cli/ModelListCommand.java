package dev.spotter.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelSummary;
import dev.spotter.inference.model.Models;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code spotter model list}: all models, one a line. */
@Command(
        name = "list",
        description = "Lists the models that come with Spotter, are installed, or can be installed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ModelListCommand implements Callable<Integer> {
    private static final List<String> HEADER = List.of("NAME", "STATE", "NETWORK", "VERSION", "LICENCE");

    @Option(names = "--json", description = "Prints one JSON object per line")
    private boolean json;

    @Spec
    private CommandSpec spec;

    ModelListCommand() {}

    @Override
    public Integer call() throws Exception {
        return ModelCommand.tried(spec, () -> {
            Models models = new Models(ModelCatalog.bundled(), ModelCommand.home());
            if (json) {
                models.list().forEach(model -> Console.outLines(EscapedText.line(json(model))));
            } else {
                print(HEADER);
                models.list().forEach(model -> print(row(model)));
            }
            return 0;
        });
    }

    private static List<String> row(ModelSummary model) {
        return List.of(model.name(), model.state().text(), model.network(), model.version(), model.licence());
    }

    private static String json(ModelSummary model) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", model.name())
                .put("state", model.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("network", model.network())
                .put("version", model.version())
                .put("licence", model.licence())
                .put("source", model.source())
                .put("weights", model.weights())
                .put("weightsSha256", model.weightsSha256())
                .put("inputPixels", model.input().cropPixels());
        model.unsureBelow().ifPresent(threshold -> json.put("unsureBelow", threshold));
        return json.toString();
    }

    private static void print(List<String> cells) {
        Console.out("%-22s %-14s %-20s %-14s %s", cells.toArray());
    }
}
