package dev.spotter.inference.teaching;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.inference.model.ModelSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was taught, and how well the model does on photos that it was not fitted to. All numbers of accuracy are from
 * cross-validation: the photos are divided in folds, and each photo is classified by a layer that was fitted to the
 * photos of the other folds. Immutable.
 *
 * @param model as it is installed
 * @param base the model whose features the layer takes
 * @param seed of the division in folds
 * @param folds the number of folds
 * @param accuracy the part of the photos that was classified rightly, in [0,1]
 * @param accuracyInterval in which the accuracy on photos of the same kind lies, with a probability of 95 %
 * @param classes in class order
 * @param confusions the pairs of classes that were confused, most often first, then in class order
 * @param mistakes the photos that were classified wrongly, the surest mistake first
 * @param duplicates photos in two classes that are the same or nearly so: one of them is likely in the wrong class
 * @param unreadable the photos that could not be read and were left out
 * @param warnings in words
 */
public record TeachingReport(
        ModelSummary model,
        ModelIdentity base,
        long seed,
        int folds,
        double accuracy,
        Interval accuracyInterval,
        List<ClassReport> classes,
        List<Confusion> confusions,
        List<Mistake> mistakes,
        List<Duplicate> duplicates,
        List<Unreadable> unreadable,
        List<String> warnings) {

    public TeachingReport {
        classes = List.copyOf(classes);
        confusions = List.copyOf(confusions);
        mistakes = List.copyOf(mistakes);
        duplicates = List.copyOf(duplicates);
        unreadable = List.copyOf(unreadable);
        warnings = List.copyOf(warnings);
    }

    /**
     * A class.
     *
     * @param photos that the layer was fitted to
     * @param precision the part of the photos taken for this class that belong to it; empty if none was taken for it
     * @param recall the part of its photos that were taken for it; empty if it has none
     */
    public record ClassReport(String name, int photos, OptionalDouble precision, OptionalDouble recall) {}

    /** So many photos of a class were taken for another. */
    public record Confusion(String className, String takenFor, int photos) {}

    /**
     * A photo that the layer was fitted to.
     *
     * @param name as it is shown
     * @param file empty where it was given to an earlier teaching
     */
    public record TaughtPhoto(String name, Optional<Path> file, String className) {}

    /** A photo that was classified wrongly, with the score of the class it was taken for, in [0,1]. */
    public record Mistake(TaughtPhoto photo, String takenFor, double score) {}

    /**
     * Photos of two classes that are the same.
     *
     * @param sameBytes whether their files have the same bytes
     * @param similarity of their features, from -1 to 1
     */
    public record Duplicate(TaughtPhoto first, TaughtPhoto second, boolean sameBytes, double similarity) {}

    /** A photo that could not be read, and why, in words. */
    public record Unreadable(String name, String className, String reason) {}

    /** All of it as a JSON object, for programs. */
    public String json() {
        return TeachingJson.of(this);
    }

    /** The number of photos that the layer was fitted to. */
    public int photos() {
        return classes.stream().mapToInt(ClassReport::photos).sum();
    }
}
