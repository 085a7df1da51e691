package dev.spotter.inference.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Replaces a model that was taught by another one, and that by the first, until the process is killed. */
final class ReplaceModels {
    static final String NAME = "mine";
    private static final List<List<String>> LABELS =
            List.of(List.of("cup", "espresso"), List.of("cup", "espresso", "missile"));

    private ReplaceModels() {}

    public static void main(String[] arguments) {
        SpotterHome home = new SpotterHome(Path.of(arguments[0]));
        for (int i = 0; ; i++) {
            install(home, i);
            System.out.println("installed " + i);
        }
    }

    static void install(SpotterHome home, int number) {
        List<String> labels = LABELS.get(number % LABELS.size());
        TaughtModel model = new TaughtModel(
                NAME,
                ClassifierSettings.DEFAULT_MODEL,
                labels,
                FineTuned.layer(labels),
                labels.size() + " photos",
                Optional.empty(),
                new TaughtModel.Lesson("lesson " + labels.size(), "of " + labels.size()));
        ModelSummary unused = new TaughtModels(ModelCatalog.bundled(), home).install(model, true);
    }

    /** Whether the description, the labels and the weights that are read are those of one model. */
    static boolean isOfOne(ModelSource source) {
        int labels = LabelFile.names(source.labels().get()).size();
        Weights weights = source.weights().get();
        List<Long> classes = weights.names().stream()
                .filter(tensor -> tensor.startsWith("classifier."))
                .map(tensor -> weights.shape(tensor).orElseThrow().get(0))
                .toList();
        return source.description().source().contains(labels + " photos")
                && !classes.isEmpty()
                && classes.stream().allMatch(count -> count == labels);
    }
}
