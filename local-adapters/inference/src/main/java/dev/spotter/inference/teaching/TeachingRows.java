package dev.spotter.inference.teaching;

import dev.spotter.inference.features.ImageHash;
import dev.spotter.inference.teaching.TeachingReport.Duplicate;
import dev.spotter.inference.teaching.TeachingReport.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The photos whose features are in the rows of a file. A photo that is in a class several
 * times counts once: copies of a photo that is held back would make the accuracy better than it is. Not thread-safe.
 */
final class TeachingRows {
    private final FeatureFileWriter features;
    private final ClassList classes;
    private final List<TaughtRow> rows = new ArrayList<>();
    private final Set<HashInClass> seen = new HashSet<>();
    private final Map<ImageHash, Integer> firstRows = new HashMap<>();
    private final List<Duplicate> duplicates = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final int[] counts;
    /** By class: photos with the bytes of another photo of the class. */
    private final int[] copies;
    /** By class: photos of an earlier lesson that are given in other classes now. */
    private final int[] moved;

    private record HashInClass(ImageHash hash, int ofClass) {}

    TeachingRows(FeatureFileWriter features, ClassList classes) {
        this.features = features;
        this.classes = classes;
        this.counts = new int[classes.size()];
        this.copies = new int[classes.size()];
        this.moved = new int[classes.size()];
    }

    void add(TaughtRow row, float[] vector) throws IOException {
        if (!seen.add(new HashInClass(row.hash(), row.ofClass()))) {
            copies[row.ofClass()]++;
            return;
        }
        Integer first = firstRows.putIfAbsent(row.hash(), rows.size());
        if (first != null) {
            duplicates.add(new Duplicate(rows.get(first).photo(), row.photo(), true, 1));
        }
        features.add(vector, row.ofClass());
        rows.add(row);
        counts[row.ofClass()]++;
    }

    /**
     * Tells that a photo of an earlier lesson was given again. It stays where it was given now.
     *
     * @param ofClass its class in the earlier lesson
     */
    void addGivenAgain(ImageHash hash, int ofClass) {
        if (!seen.contains(new HashInClass(hash, ofClass))) {
            moved[ofClass]++;
        }
    }

    void addUnreadable(Unreadable photo) {
        unreadable.add(photo);
    }

    /**
     * Checks that each class has photos enough.
     *
     * @param directory for what was skipped in it
     * @throws dev.spotter.core.error.InvalidRequestException if a class has too few readable photos
     */
    void requireEnough(PhotoDirectory directory) {
        classes.requireEnough(counts, ofClass -> missing(ofClass) + directory.hint());
    }

    private String missing(int ofClass) {
        String name = classes.name(ofClass);
        List<Unreadable> lost = unreadable.stream()
                .filter(photo -> photo.className().equals(name))
                .toList();
        StringBuilder hint = new StringBuilder();
        if (!lost.isEmpty()) {
            hint.append("; %,d could not be read, such as %s: %s"
                    .formatted(lost.size(), lost.get(0).name(), lost.get(0).reason()));
        }
        if (copies[ofClass] > 0) {
            hint.append("; left out as copies with the same bytes: %,d".formatted(copies[ofClass]));
        }
        if (moved[ofClass] > 0) {
            hint.append(("; of its earlier photos given in another class now: %,d; to remove or rename a class, teach"
                            + " with all photos again, and not from an earlier model")
                    .formatted(moved[ofClass]));
        }
        return hint.toString();
    }

    /**
     * Orders the photos by class and hash: the layer and the folds depend on the order, and they must not depend on the
     * names of files, nor on which photos were taught before.
     *
     * @return the features in this order
     */
    LabelledFeatures inOrder(LabelledFeatures written) {
        int[] order = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparing((Integer row) -> rows.get(row).ofClass())
                        .thenComparing(row -> rows.get(row).hash().toString()))
                .mapToInt(Integer::intValue)
                .toArray();
        List<TaughtRow> ordered = IntStream.of(order).mapToObj(rows::get).toList();
        rows.clear();
        rows.addAll(ordered);
        return new SelectedRows(written, order);
    }

    TaughtRow get(int row) {
        return rows.get(row);
    }

    /** The hashes of all photos so far. */
    Set<ImageHash> hashes() {
        return Set.copyOf(firstRows.keySet());
    }

    int size() {
        return rows.size();
    }

    int count(int ofClass) {
        return counts[ofClass];
    }

    /** Photos whose bytes are in two classes. */
    List<Duplicate> duplicates() {
        return List.copyOf(duplicates);
    }

    List<Unreadable> unreadable() {
        return List.copyOf(unreadable);
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        int repeated = IntStream.of(copies).sum();
        if (repeated > 0) {
            warnings.add((repeated == 1
                            ? "%,d photo has the same bytes as another photo of its class, and is left out"
                            : "%,d photos have the same bytes as other photos of their classes, and are left out")
                    .formatted(repeated));
        }
        Optional<String> imbalance = classes.imbalance(counts);
        imbalance.ifPresent(warnings::add);
        return warnings;
    }

    List<Lesson.Entry> entries() {
        return rows.stream()
                .map(row -> new Lesson.Entry(
                        row.hash().toString(), row.ofClass(), row.photo().name()))
                .toList();
    }
}
