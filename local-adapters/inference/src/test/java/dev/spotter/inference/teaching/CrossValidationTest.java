package dev.spotter.inference.teaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Cross-validation")
class CrossValidationTest {
    private static final int CLASSES = 3;

    @ParameterizedTest(name = "{0} rows")
    @ValueSource(ints = {30, 400})
    @DisplayName("predicts a row by the layer of the other folds alone, as a fit from nothing does")
    void nothingLeaks(int rows) {
        MemoryFeatures features = PatternFeatures.of(rows, CLASSES, 1);
        HeldBack predictions = run(features, 7);
        Folds folds = new Folds(features, CrossValidation.folds(features), 7);
        float[] vector = new float[PatternFeatures.DIMENSION];
        for (int fold = 0; fold < folds.count(); fold++) {
            SoftmaxLayer cold = new SoftmaxRegression().fit(new SelectedRows(features, folds.others(fold)));
            for (int row : folds.heldBack(fold)) {
                features.read(row, 1, vector);
                double[] expected = cold.probabilities(vector);
                assertThat(predictions.probability(row)).isCloseTo(expected[predictions.predicted(row)], within(0.01));
                Arrays.sort(expected);
                assertThat(predictions.secondProbability(row)).isCloseTo(expected[expected.length - 2], within(0.01));
            }
        }
    }

    @Test
    @DisplayName("does not learn labels that were drawn by lot")
    void noise() {
        MemoryFeatures features = new MemoryFeatures(PatternFeatures.DIMENSION, 2);
        MemoryFeatures pattern = PatternFeatures.of(400, CLASSES, 1);
        for (int row = 0; row < pattern.rows(); row++) {
            float[] vector = new float[PatternFeatures.DIMENSION];
            pattern.read(row, 1, vector);
            features.add(vector, row * 7919 / 3 % 2);
        }
        Interval accuracy = run(features, 1).evaluation().accuracyInterval();
        assertThat(accuracy.low()).isLessThan(0.5);
        assertThat(accuracy.high()).isGreaterThan(0.45);
    }

    @Test
    @DisplayName("divides each class into folds of nearly the same size, each row into one")
    void stratified() {
        MemoryFeatures features = PatternFeatures.of(203, CLASSES, 1);
        Folds folds = new Folds(features, 5, 3);
        List<Integer> seen = new ArrayList<>();
        for (int fold = 0; fold < 5; fold++) {
            int[] rows = folds.heldBack(fold);
            assertThat(rows).hasSizeBetween(40, 41);
            assertThat(folds.others(fold)).hasSize(203 - rows.length).doesNotContain(rows);
            IntStream.of(rows).forEach(seen::add);
            for (int k = 0; k < CLASSES; k++) {
                int ofClass = k;
                long all = IntStream.range(0, 203)
                        .filter(row -> features.classOf(row) == ofClass)
                        .count();
                assertThat(IntStream.of(rows)
                                .filter(row -> features.classOf(row) == ofClass)
                                .count())
                        .isBetween(all / 5, all / 5 + 1);
            }
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(203);
    }

    @Test
    @DisplayName("gives the same predictions for the same seed, other folds for another, and tells each fold")
    void seed() {
        MemoryFeatures features = PatternFeatures.of(200, CLASSES, 1);
        List<String> told = new ArrayList<>();
        SoftmaxLayer layer = new SoftmaxRegression().fit(features);
        HeldBack first = new CrossValidation(5, (fold, folds) -> told.add(fold + "/" + folds)).run(features, layer);
        HeldBack second = run(features, 5);
        HeldBack third = run(features, 6);
        assertThat(IntStream.range(0, 200).mapToDouble(second::probability).toArray())
                .containsExactly(
                        IntStream.range(0, 200).mapToDouble(first::probability).toArray());
        assertThat(IntStream.range(0, 200).mapToDouble(third::probability).toArray())
                .isNotEqualTo(
                        IntStream.range(0, 200).mapToDouble(first::probability).toArray());
        assertThat(told).containsExactly("1/5", "2/5", "3/5", "4/5", "5/5");
    }

    @Test
    @DisplayName("has as many folds as the smallest class has rows, at most 5, and needs 2")
    void folds() {
        MemoryFeatures features = new MemoryFeatures(1, 2);
        assertThat(CrossValidation.folds(features)).isZero();
        for (int i = 0; i < 10; i++) {
            features.add(new float[] {i}, 0);
        }
        features.add(new float[] {20}, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(features, 1))
                .withMessage("cross-validation needs 2 rows in each class, but one has 1");
        features.add(new float[] {21}, 1);
        assertThat(CrossValidation.folds(features)).isEqualTo(2);
        assertThat(run(features, 1).evaluation().recall(0)).hasValue(1);
        for (int i = 0; i < 10; i++) {
            features.add(new float[] {20 + i}, 1);
        }
        assertThat(CrossValidation.folds(features)).isEqualTo(5);
    }

    @Test
    @DisplayName("refuses the layer of other features or classes")
    void otherLayer() {
        MemoryFeatures features = PatternFeatures.of(60, CLASSES, 1);
        SoftmaxLayer other = new SoftmaxLayer(new float[10], new float[2]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CrossValidation(1, (fold, folds) -> {}).run(features, other))
                .withMessage("the layer must have 37 features and 3 classes but has 5 and 2");
    }

    @Test
    @DisplayName("ends when its thread is interrupted")
    void interrupted() {
        MemoryFeatures features = PatternFeatures.of(60, CLASSES, 1);
        SoftmaxLayer layer = new SoftmaxRegression().fit(features);
        CrossValidation validation =
                new CrossValidation(1, (fold, folds) -> Thread.currentThread().interrupt());
        assertThatIllegalStateException().isThrownBy(() -> validation.run(features, layer));
        assertThat(Thread.interrupted()).isTrue();
    }

    private static HeldBack run(MemoryFeatures features, long seed) {
        return new CrossValidation(seed, (fold, folds) -> {})
                .run(
                        features,
                        features.rows() == 0
                                ? new SoftmaxLayer(new float[2], new float[2])
                                : new SoftmaxRegression().fit(features));
    }

    @Test
    @DisplayName("has two folds where five would take long")
    void large() {
        assertThat(CrossValidation.folds(rows(100_000, 10))).isEqualTo(5);
        assertThat(CrossValidation.folds(rows(100_000, 100))).isEqualTo(2);
        assertThat(CrossValidation.folds(rows(20_000, 10_000))).isEqualTo(2);
        assertThat(CrossValidation.folds(rows(10_000, 10_000))).isEqualTo(1);
    }

    @Test
    @DisplayName("says that it has only two folds, unless the smallest class has no more rows")
    void warnings() {
        assertThat(CrossValidation.warnings(rows(100_000, 10))).isEmpty();
        assertThat(CrossValidation.warnings(rows(100_000, 100)))
                .singleElement()
                .asString()
                .contains("only 2 parts");
        assertThat(CrossValidation.warnings(rows(20_000, 10_000))).isEmpty();
    }

    /** Rows without values, of each class as many. */
    private static LabelledFeatures rows(int rows, int classes) {
        return new LabelledFeatures() {
            @Override
            public int rows() {
                return rows;
            }

            @Override
            public int dimension() {
                return 1_280;
            }

            @Override
            public int classes() {
                return classes;
            }

            @Override
            public int classOf(int row) {
                return row % classes;
            }

            @Override
            public void read(int first, int count, float[] into) {
                throw new UnsupportedOperationException("the number of folds does not depend on values");
            }
        };
    }
}
