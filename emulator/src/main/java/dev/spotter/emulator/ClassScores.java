package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Label;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From labels by score to scores by class, which most containers respond with. */
final class ClassScores {
    private static final String IMAGENET = "dev/spotter/models/imagenet-labels.txt";

    private ClassScores() {}

    /**
     * The classes of ImageNet, in its order, from the models' artifact.
     *
     * @throws IllegalStateException if that artifact is not on the class path
     */
    static List<String> imageNet() {
        try (InputStream file = ClassScores.class.getClassLoader().getResourceAsStream(IMAGENET)) {
            if (file == null) {
                throw new IllegalStateException(
                        "the labels of ImageNet are missing: dev.spotter:spotter-models must be on the class path,"
                                + " or every endpoint be given its labels");
            }
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The score of each class, 0 where the classifier did not name it. Classes with one name get its scores from the
     * highest down, since nothing says which score belongs to which class.
     *
     * @throws IllegalStateException if the classifier named a label that is no class, or one more often than there are
     *     classes of it
     */
    static double[] scores(Classification classification, List<String> classes) {
        Map<String, Deque<Double>> byName = new HashMap<>();
        for (Label label : classification.labels()) {
            byName.computeIfAbsent(label.name(), any -> new ArrayDeque<>()).add(label.score());
        }
        double[] scores = new double[classes.size()];
        for (int i = 0; i < scores.length; i++) {
            Deque<Double> left = byName.getOrDefault(classes.get(i), new ArrayDeque<>());
            scores[i] = left.isEmpty() ? 0 : left.remove();
        }
        byName.forEach((name, left) -> {
            if (!left.isEmpty()) {
                throw new IllegalStateException("the classifier says \"" + name + "\", which is none of the endpoint's "
                        + classes.size() + " labels: give the endpoint the classifier's labels");
            }
        });
        return scores;
    }
}
