package dev.spotter.inference.features;

import dev.spotter.inference.internal.ParallelResults;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds all pairs of similar vectors among many, exactly. The time grows with the square of the number of vectors, but
 * most pairs are excluded by short forms of their vectors, which takes a twentieth of the time of comparing them.
 * Memory: 260 bytes for each vector, and the pairs of a few hundred rows. The vectors themselves stay where they are.
 */
public final class SimilarPairs {
    /** Rows that one thread compares with all later ones at a time. */
    private static final int BLOCK = 64;

    private final VectorRows vectors;
    private final double threshold;
    private final Filter filter;
    private final Projections projections;

    private SimilarPairs(VectorRows vectors, double threshold, Filter filter) {
        this.vectors = vectors;
        this.threshold = threshold;
        this.filter = filter;
        this.projections = Projections.of(vectors);
    }

    /** Chooses pairs before their vectors are compared. */
    @FunctionalInterface
    public interface Filter {
        /** Whether a pair of rows is looked for. Called by several threads at once. */
        boolean isWanted(int first, int second);
    }

    /**
     * The wanted pairs whose similarity is at least a threshold, by their first row, then by their second. They are
     * found as they are asked for, by all processors. Close the stream if it is not read to its end.
     *
     * @param vectors of any lengths; a vector of zeros is similar to none
     * @param threshold above 0, up to 1
     * @throws IllegalArgumentException if the threshold is out of its range
     */
    public static Stream<SimilarPair> find(VectorRows vectors, double threshold, Filter filter) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be above 0 and at most 1 but was " + threshold);
        }
        SimilarPairs search = new SimilarPairs(vectors, threshold, filter);
        Stream<Integer> blocks =
                IntStream.range(0, (vectors.rows() + BLOCK - 1) / BLOCK).boxed();
        return ParallelResults.of(blocks, search::ofBlock, Runtime.getRuntime().availableProcessors(), "similar-pairs")
                .flatMap(List::stream);
    }

    private List<SimilarPair> ofBlock(int block) {
        List<SimilarPair> pairs = new ArrayList<>();
        int dimension = vectors.dimension();
        float[] one = new float[dimension];
        float[] other = new float[dimension];
        int end = Math.min(vectors.rows(), (block + 1) * BLOCK);
        for (int row = block * BLOCK; row < end; row++) {
            int first = row;
            vectors.read(first, 1, one);
            projections.forEachPossible(first, threshold, second -> {
                if (filter.isWanted(first, second)) {
                    vectors.read(second, 1, other);
                    double similarity = similarity(one, other);
                    if (similarity >= threshold) {
                        pairs.add(new SimilarPair(first, second, similarity));
                    }
                }
            });
        }
        return pairs;
    }

    /** The cosine of the angle, from -1 to 1, exactly 1 for equal vectors; 0 if a vector has only zeros. */
    static double similarity(float[] a, float[] b) {
        double product = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squaresOfA += (double) a[i] * a[i];
            squaresOfB += (double) b[i] * b[i];
        }
        // The product of two roots may be more than the root of the product: then equal vectors would have less than 1.
        double lengths = Math.sqrt(squaresOfA * squaresOfB);
        return lengths == 0 ? 0 : Math.max(-1, Math.min(1, product / lengths));
    }
}
