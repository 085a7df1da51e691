package dev.spotter.inference.features;

import dev.spotter.core.embedding.Embedding;
import dev.spotter.core.error.StorageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Groups images that have the same bytes or look nearly the same. Their features are kept in a temporary file. Not
 * thread-safe.
 *
 * @param <T> names an image
 */
public final class DuplicateSearch<T> implements AutoCloseable {
    private final VectorFile vectors;
    /** The images with the same bytes, by the row of their features. */
    private final List<Images<T>> images = new ArrayList<>();

    private final Map<ImageHash, Integer> rows = new HashMap<>();

    private record Images<T>(ImageHash hash, List<T> names) {}

    /**
     * No images yet.
     *
     * @param dimension the number of values in each vector
     * @throws StorageException if a temporary file cannot be made
     */
    public DuplicateSearch(int dimension) {
        this.vectors = VectorFile.create(dimension);
    }

    /**
     * An image of a group.
     *
     * @param hash images with equal hashes have the same bytes
     * @param similarity to the group's first image; it may be less than the threshold, if other images are between them
     */
    public record Member<T>(T image, ImageHash hash, double similarity) {}

    /**
     * Adds an image.
     *
     * @throws StorageException if there is no room for its features
     */
    public void add(T image, ImageHash hash, Embedding features) {
        Integer row = rows.get(hash);
        if (row == null) {
            vectors.add(features.values());
            row = images.size();
            rows.put(hash, row);
            images.add(new Images<>(hash, new ArrayList<>()));
        }
        images.get(row).names().add(image);
    }

    /**
     * The groups of at least two images, in the order in which their first images were added. So are the images of a
     * group, but those with the same bytes come together. Two images are in one group if they have the same bytes, if
     * their similarity is at least the threshold, or if a chain of such pairs connects them.
     *
     * @param threshold above 0, up to 1
     */
    public List<List<Member<T>>> groups(double threshold) {
        RowGroups groups = new RowGroups(vectors.rows());
        try (Stream<SimilarPair> pairs =
                SimilarPairs.find(vectors, threshold, (first, second) -> !groups.areJoined(first, second))) {
            pairs.forEach(pair -> groups.join(pair.first(), pair.second()));
        }
        Map<Integer, List<Integer>> byFirst = new TreeMap<>();
        for (int row = 0; row < vectors.rows(); row++) {
            byFirst.computeIfAbsent(groups.first(row), first -> new ArrayList<>())
                    .add(row);
        }
        return byFirst.values().stream()
                .filter(this::isGroup)
                .map(this::members)
                .toList();
    }

    /** Most rows are alone: their vectors need not be read again. */
    private boolean isGroup(List<Integer> group) {
        return group.size() > 1 || images.get(group.get(0)).names().size() > 1;
    }

    private List<Member<T>> members(List<Integer> group) {
        float[] first = new float[vectors.dimension()];
        float[] other = new float[vectors.dimension()];
        vectors.read(group.get(0), 1, first);
        List<Member<T>> members = new ArrayList<>();
        for (int row : group) {
            vectors.read(row, 1, other);
            double similarity = row == group.get(0) ? 1 : SimilarPairs.similarity(first, other);
            Images<T> same = images.get(row);
            same.names().forEach(name -> members.add(new Member<>(name, same.hash(), similarity)));
        }
        return members;
    }

    /** Frees the features. */
    @Override
    public void close() {
        vectors.close();
    }
}
