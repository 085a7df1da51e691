package dev.spotter.inference.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.embedding.Embedding;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Similar pairs among many vectors")
class SimilarPairsTest {
    private static final ModelIdentity MODEL = new ModelIdentity("any", "1");

    /** Vectors in memory. */
    private record Rows(List<float[]> vectors) implements VectorRows {
        @Override
        public int rows() {
            return vectors.size();
        }

        @Override
        public int dimension() {
            return vectors.isEmpty() ? 1 : vectors.get(0).length;
        }

        @Override
        public void read(int first, int count, float[] into) {
            for (int i = 0; i < count; i++) {
                System.arraycopy(vectors.get(first + i), 0, into, i * dimension(), dimension());
            }
        }
    }

    @ParameterizedTest
    @DisplayName("are all those that comparing every pair finds, in order")
    @CsvSource({
        "1200, 100, 0.9",
        "1200, 100, 0.99",
        "1100, 40, 0.5",
        "70, 300, 0.8",
        "2, 5, 0.1",
        "1, 5, 0.1",
        "0, 5, 0.1"
    })
    void exact(int rows, int dimension, double threshold) {
        Rows vectors = vectors(rows, dimension);
        List<Embedding> embeddings = vectors.vectors().stream()
                .map(vector -> new Embedding(vector, MODEL))
                .toList();
        List<SimilarPair> expected = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            for (int j = i + 1; j < rows; j++) {
                double similarity = embeddings.get(i).similarity(embeddings.get(j));
                if (similarity >= threshold) {
                    expected.add(new SimilarPair(i, j, similarity));
                }
            }
        }
        try (Stream<SimilarPair> pairs = SimilarPairs.find(vectors, threshold, (first, second) -> true)) {
            assertThat(pairs).isEqualTo(expected);
        }
        if (rows > 2) {
            assertThat(expected).isNotEmpty();
        }
    }

    @Test
    @DisplayName("are found where their similarity is the threshold, and next to nothing of a vector is outside of the "
            + "space of the sample")
    void justSimilar() {
        int dimension = 1_280;
        Random random = new Random(20_261_127);
        float[][] directions = new float[30][dimension];
        for (float[] direction : directions) {
            for (int k = 0; k < dimension - 1; k++) {
                direction[k] = (float) random.nextGaussian();
            }
        }
        for (int i = 0; i < 100; i++) {
            List<float[]> rows = new ArrayList<>();
            for (int row = 0; row < 200; row++) {
                rows.add(mixture(directions, random));
            }
            // The sample has neither of these rows.
            float[] first = rows.get(2);
            float[] second = rows.get(5);
            System.arraycopy(first, 0, second, 0, dimension);
            first[dimension - 1] = 0.15f;
            second[dimension - 1] = 100;
            double similarity = SimilarPairs.similarity(first, second);
            assertThat(SimilarPairs.find(new Rows(rows), similarity, (one, other) -> true))
                    .contains(new SimilarPair(2, 5, similarity));
        }
    }

    @Test
    @DisplayName("of equal vectors have a similarity of exactly 1, so that a threshold of 1 finds them")
    void equalVectors() {
        List<float[]> rows = new ArrayList<>();
        vectors(100, 1_280).vectors().subList(0, 99).forEach(vector -> {
            rows.add(vector);
            rows.add(vector.clone());
        });
        Rows twice = new Rows(rows);
        for (int row = 0; row < rows.size(); row += 2) {
            assertThat(SimilarPairs.similarity(rows.get(row), rows.get(row + 1)))
                    .isEqualTo(1);
        }
        assertThat(SimilarPairs.find(twice, 1, (first, second) -> first / 2 == second / 2))
                .hasSize(99);
    }

    @Test
    @DisplayName("are only those that are wanted")
    void filter() {
        Rows vectors = vectors(500, 50);
        List<SimilarPair> all =
                SimilarPairs.find(vectors, 0.9, (first, second) -> true).toList();
        assertThat(SimilarPairs.find(vectors, 0.9, (first, second) -> first % 2 != second % 2))
                .containsExactlyElementsOf(all.stream()
                        .filter(pair -> pair.first() % 2 != pair.second() % 2)
                        .toList());
    }

    @Test
    @DisplayName("end with the error of the vectors that cannot be read")
    void unreadable() {
        Rows vectors = vectors(200, 50);
        AtomicBoolean isBroken = new AtomicBoolean();
        VectorRows broken = new VectorRows() {
            @Override
            public int rows() {
                return vectors.rows();
            }

            @Override
            public int dimension() {
                return vectors.dimension();
            }

            @Override
            public void read(int first, int count, float[] into) {
                if (isBroken.get()) {
                    throw StorageException.permanentFailure("it cannot be read", null);
                }
                vectors.read(first, count, into);
            }
        };
        Stream<SimilarPair> pairs = SimilarPairs.find(broken, 0.9, (first, second) -> true);
        isBroken.set(true);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> pairs.forEach(pair -> {}))
                .withMessage("it cannot be read");
    }

    @Test
    @DisplayName("need a threshold above 0")
    void threshold() {
        for (double wrong : new double[] {0, -1, 1.01, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SimilarPairs.find(vectors(2, 2), wrong, (first, second) -> true))
                    .withMessageContaining("threshold must be above 0 and at most 1");
        }
    }

    @Test
    @DisplayName("join images to groups, also in a chain; those with the same bytes come together")
    void groups() {
        try (DuplicateSearch<String> search = new DuplicateSearch<>(3)) {
            search.add("a", hash(1), new Embedding(new float[] {1, 0, 0}, MODEL));
            search.add("other", hash(2), new Embedding(new float[] {0, 0, 1}, MODEL));
            search.add("nearly b", hash(3), new Embedding(new float[] {2, 1, 0}, MODEL));
            search.add("nearly a", hash(4), new Embedding(new float[] {4, 1, 0}, MODEL));
            search.add("same as a", hash(1), new Embedding(new float[] {1, 0, 0}, MODEL));
            List<List<DuplicateSearch.Member<String>>> groups = search.groups(0.95);
            assertThat(groups).hasSize(1);
            assertThat(groups.get(0))
                    .extracting(DuplicateSearch.Member::image)
                    .containsExactly("a", "same as a", "nearly b", "nearly a");
            assertThat(groups.get(0).get(2).similarity()).isLessThan(0.95);
            assertThat(search.groups(0.99)).hasSize(1);
            assertThat(search.groups(0.99).get(0)).hasSize(2);
        }
    }

    @Test
    @DisplayName("to one image are those that are nearest, ties by name")
    void nearest() {
        NearestImages<String> nearest = new NearestImages<>(new Embedding(new float[] {1, 0}, MODEL), 3);
        nearest.add("c", new Embedding(new float[] {2, 0}, MODEL));
        nearest.add("far", new Embedding(new float[] {0, 2}, MODEL));
        nearest.add("b", new Embedding(new float[] {2, 0}, MODEL));
        nearest.add("farther", new Embedding(new float[] {-1, 2}, MODEL));
        nearest.add("a", new Embedding(new float[] {1, 1}, MODEL));
        assertThat(nearest.best()).extracting(NearestImages.Match::image).containsExactly("b", "c", "a");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> nearest.add("other", new Embedding(new float[] {1, 0}, new ModelIdentity("other", "1"))));
    }

    private static float[] mixture(float[][] directions, Random random) {
        float[] vector = new float[directions[0].length];
        for (float[] direction : directions) {
            float part = (float) random.nextGaussian();
            for (int k = 0; k < vector.length; k++) {
                vector[k] += part * direction[k];
            }
        }
        return vector;
    }

    private static ImageHash hash(int number) {
        return ImageHash.of(ImageBytes.wrap(new byte[] {(byte) number}));
    }

    /** Some alone, some near an earlier one, some equal to one but for their length, and zeros. */
    private static Rows vectors(int rows, int dimension) {
        Random random = new Random(20_261_127);
        List<float[]> vectors = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            float[] vector = new float[dimension];
            float[] like = row % 3 == 2 ? vectors.get(random.nextInt(row)) : vector;
            float noise = row % 3 == 2 ? 0.5f * random.nextInt(3) * random.nextFloat() : 1;
            for (int i = 0; i < dimension && row % 100 != 99; i++) {
                vector[i] = 3 * like[i] + noise * (float) random.nextGaussian();
            }
            vectors.add(vector);
        }
        return new Rows(vectors);
    }
}
