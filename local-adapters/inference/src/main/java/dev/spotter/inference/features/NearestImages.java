package dev.spotter.inference.features;

import dev.spotter.core.embedding.Embedding;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps the images that are most similar to one. Not thread-safe.
 *
 * @param <T> names an image; of two that are equally similar, the smaller comes first
 */
public final class NearestImages<T extends Comparable<? super T>> {
    private final Embedding query;
    private final int count;
    private final Comparator<Match<T>> bestFirst =
            Comparator.<Match<T>>comparingDouble(Match::similarity).reversed().thenComparing(Match::image);
    private final PriorityQueue<Match<T>> worstFirst = new PriorityQueue<>(bestFirst.reversed());

    /**
     * None yet.
     *
     * @param query the image with which others are compared
     * @param count how many are kept; at least 1
     * @throws IllegalArgumentException if it is less
     */
    public NearestImages(Embedding query, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1 but was " + count);
        }
        this.query = query;
        this.count = count;
    }

    /** An image and its {@linkplain Embedding#similarity similarity} to the one that was asked for. */
    public record Match<T>(T image, double similarity) {}

    /**
     * Compares an image, and keeps it if it is among the most similar ones so far.
     *
     * @throws IllegalArgumentException if its features are of another model
     */
    public void add(T image, Embedding features) {
        worstFirst.add(new Match<>(image, query.similarity(features)));
        if (worstFirst.size() > count) {
            worstFirst.remove();
        }
    }

    /** Those that were kept, the most similar one first. */
    public List<Match<T>> best() {
        return worstFirst.stream().sorted(bestFirst).toList();
    }
}
