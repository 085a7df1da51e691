package dev.spotter.inference.teaching;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.inference.internal.InputImage;
import dev.spotter.inference.model.TaughtModels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The classes to teach, in class order: those of an earlier lesson as they were, then the others by name. Immutable.
 */
final class ClassList {
    private static final int MIN_PHOTOS = 2;
    private static final int IMBALANCE = 100;

    private final List<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();

    private ClassList(List<String> names) {
        this.names = List.copyOf(names);
        names.forEach(name -> numbers.put(name, numbers.size()));
    }

    /** @throws InvalidRequestException if they are too few, too many, or their names are too long together */
    static ClassList of(PhotoDirectory directory, Optional<Lesson> earlier) {
        Set<String> names = new LinkedHashSet<>(earlier.map(Lesson::classes).orElse(List.of()));
        names.addAll(directory.photos().keySet());
        if (names.size() == 1) {
            throw new InvalidRequestException(
                    "photos",
                    "there is one class, %s; at least 2 are needed, each a directory of photos%s"
                            .formatted(names.iterator().next(), directory.hint()));
        }
        ClassList classes = new ClassList(List.copyOf(names));
        TaughtModels.requireLabels(classes.names);
        return classes;
    }

    List<String> names() {
        return names;
    }

    String name(int ofClass) {
        return names.get(ofClass);
    }

    int size() {
        return names.size();
    }

    /** The photos of a directory with the numbers of their classes, class by class. */
    List<Photo> photos(PhotoDirectory directory) {
        List<Photo> photos = new ArrayList<>();
        directory.photos().forEach((name, images) -> {
            int ofClass = numbers.getOrDefault(name, 0);
            for (InputImage image : images) {
                photos.add(new Photo(image, ofClass));
            }
        });
        return photos;
    }

    /**
     * Checks that each class has photos enough.
     *
     * @param counts the number of photos of each class
     * @param hint what is known of the photos of a class besides, as the end of a sentence
     * @throws InvalidRequestException if a class has too few
     */
    void requireEnough(int[] counts, IntFunction<String> hint) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < MIN_PHOTOS) {
                throw new InvalidRequestException(
                        "photos",
                        "the class %s has %d readable photo%s; at least %d are needed%s"
                                .formatted(
                                        names.get(i), counts[i], counts[i] == 1 ? "" : "s", MIN_PHOTOS, hint.apply(i)));
            }
        }
    }

    /** A warning if one class has many times the photos of another. */
    Optional<String> imbalance(int[] counts) {
        int most = IntStream.range(0, counts.length)
                .reduce((a, b) -> counts[b] > counts[a] ? b : a)
                .orElseThrow();
        int fewest = IntStream.range(0, counts.length)
                .reduce((a, b) -> counts[b] < counts[a] ? b : a)
                .orElseThrow();
        return counts[most] < (long) IMBALANCE * counts[fewest]
                ? Optional.empty()
                : Optional.of(("%s has %,d photos and %s only %,d: a class with few photos is recognised less often, so"
                                + " add photos to it")
                        .formatted(names.get(most), counts[most], names.get(fewest), counts[fewest]));
    }
}
