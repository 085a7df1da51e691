package dev.spotter.inference.model;

import java.util.List;
import java.util.Optional;

/**
 * A model to install: another model whose last layer was fitted to photos of other classes.
 *
 * @param name of the new model
 * @param base the name of the model whose features the layer takes: one that comes with Spotter or is installed
 * @param labels the names of the classes, in class order
 * @param layer has as many classes
 * @param taughtFrom what it was fitted to, in words, such as "12 photos in 2 classes"
 * @param unsureBelow the score below which its best label is unsure, in [0,1], if it is known
 * @param lesson what it was fitted to, for programs; kept with the model
 */
public record TaughtModel(
        String name,
        String base,
        List<String> labels,
        LastLayer layer,
        String taughtFrom,
        Optional<Double> unsureBelow,
        Lesson lesson) {
    /**
     * What a model was taught from.
     *
     * @param key the same for the same photos, classes and settings
     * @param content in a form of the caller's
     */
    public record Lesson(String key, String content) {}

    /** @throws IllegalArgumentException if there are not as many labels as the layer has classes */
    public TaughtModel {
        labels = List.copyOf(labels);
        if (labels.size() != layer.classes()) {
            throw new IllegalArgumentException(
                    "labels must be %d but were %d".formatted(layer.classes(), labels.size()));
        }
    }
}
