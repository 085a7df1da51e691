package dev.spotter.inference.teaching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Softmax regression")
class SoftmaxRegressionTest {
    private static final int ROWS = 700;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "threeClasses, 700, 3, 1",
        "sixClasses, 2500, 6, 1",
        "large, 700, 3, 100",
        "small, 700, 3, 0.01",
        "fewRows, 24, 3, 1"
    })
    @DisplayName("finds the layer that scikit-learn's LogisticRegression finds")
    void reference(String name, int rows, int classes, float scale) throws IOException {
        SoftmaxLayer layer = new SoftmaxRegression().fit(PatternFeatures.of(rows, classes, scale));
        assertThat(layer.dimension()).isEqualTo(PatternFeatures.DIMENSION);
        assertThat(layer.classes()).isEqualTo(classes);
        float[] weights = expected(name, "weights");
        float[] bias = expected(name, "bias");
        assertThat(layer.weights()).containsExactly(weights, within(largest(weights) * 5e-3f));
        assertThat(layer.bias()).containsExactly(bias, within(largest(bias) * 1e-2f));
    }

    @Test
    @DisplayName("finds for two classes what scikit-learn finds: the difference of the classes' weights")
    void twoClasses() throws IOException {
        SoftmaxLayer layer = new SoftmaxRegression().fit(PatternFeatures.of(ROWS, 2, 1));
        float[] expected = expected("twoClasses", "weights");
        for (int j = 0; j < expected.length; j++) {
            assertThat(layer.weight(1, j) - layer.weight(0, j)).isCloseTo(expected[j], within(0.02f));
        }
        assertThat(layer.bias(1) - layer.bias(0)).isCloseTo(expected("twoClasses", "bias")[0], within(0.02f));
    }

    @Test
    @DisplayName("gives the same layer each time, to the last bit, from memory and from a file")
    void deterministic(@TempDir Path directory) throws IOException {
        MemoryFeatures features = PatternFeatures.of(ROWS, 3, 1);
        SoftmaxLayer first = new SoftmaxRegression().fit(features);
        try (FeatureFileWriter writer = new FeatureFileWriter(directory, PatternFeatures.DIMENSION, 3)) {
            float[] vector = new float[PatternFeatures.DIMENSION];
            for (int row = 0; row < ROWS; row++) {
                features.read(row, 1, vector);
                writer.add(vector, features.classOf(row));
            }
            try (FeatureFile file = writer.finish()) {
                SoftmaxLayer second = new SoftmaxRegression().fit(file);
                assertThat(second.weights()).containsExactly(first.weights());
                assertThat(second.bias()).containsExactly(first.bias());
            }
        }
    }

    @Test
    @DisplayName("of many rows begins with a sample, and finds the same layer as for each row once")
    void manyRows() {
        MemoryFeatures once = PatternFeatures.of(ROWS, 3, 1);
        MemoryFeatures often = new MemoryFeatures(PatternFeatures.DIMENSION, 3);
        int times = 30;
        for (int row = 0; row < ROWS * times; row++) {
            float[] vector = new float[PatternFeatures.DIMENSION];
            once.read(row % ROWS, 1, vector);
            often.add(vector, once.classOf(row % ROWS));
        }
        SoftmaxLayer expected = new SoftmaxRegression().fit(once);
        SoftmaxLayer layer = new SoftmaxRegression(1.0 / times, (iteration, gain) -> {}).fit(often);
        assertThat(layer.weights()).containsExactly(expected.weights(), within(0.02f));
        assertThat(layer.bias()).containsExactly(expected.bias(), within(0.05f));
    }

    @Test
    @DisplayName("separates two classes by one vector each, with probabilities that make 1")
    void twoVectors() {
        MemoryFeatures features = new MemoryFeatures(2, 2);
        features.add(new float[] {5, 0}, 0);
        features.add(new float[] {0, 5}, 1);
        SoftmaxLayer layer = new SoftmaxRegression().fit(features);
        assertThat(layer.best(new float[] {4, 1})).isZero();
        assertThat(layer.best(new float[] {1, 4})).isEqualTo(1);
        double[] probabilities = layer.probabilities(new float[] {2, 2});
        assertThat(probabilities[0] + probabilities[1]).isCloseTo(1, within(1e-12));
        assertThat(probabilities[0]).isCloseTo(0.5, within(1e-3));
    }

    @Test
    @DisplayName("finds a layer for equal vectors, in one class and in two")
    void equalVectors() {
        MemoryFeatures features = new MemoryFeatures(8, 2);
        for (int i = 0; i < 3; i++) {
            features.add(new float[] {5, 0, 1, 1, 2, 0, 0, 3}, 0);
        }
        features.add(new float[] {5, 0, 1, 1, 2, 0, 0, 3}, 1);
        SoftmaxLayer layer = new SoftmaxRegression().fit(features);
        assertThat(layer.probabilities(new float[] {5, 0, 1, 1, 2, 0, 0, 3})[0]).isCloseTo(0.75, within(0.01));
    }

    @Test
    @DisplayName("gives a class without vectors next to no probability, and a rare class its own")
    void imbalance() {
        MemoryFeatures features = new MemoryFeatures(1, 3);
        for (int i = 0; i < 1_000; i++) {
            features.add(new float[] {i % 10 * 0.1f}, 0);
        }
        features.add(new float[] {50}, 2);
        SoftmaxLayer layer = new SoftmaxRegression().fit(features);
        assertThat(layer.best(new float[] {0.5f})).isZero();
        assertThat(layer.best(new float[] {50})).isEqualTo(2);
        assertThat(layer.probabilities(new float[] {0.5f})[1]).isLessThan(0.01);
    }

    @Test
    @DisplayName("does not depend on how large the features are where weights cost little")
    void scale() {
        MemoryFeatures small = new MemoryFeatures(1, 2);
        MemoryFeatures large = new MemoryFeatures(1, 2);
        for (int i = 0; i < 20; i++) {
            small.add(new float[] {i * 1e-3f}, i < 10 == (i != 7) ? 0 : 1);
            large.add(new float[] {i * 1e3f}, i < 10 == (i != 7) ? 0 : 1);
        }
        SoftmaxLayer ofSmall = new SoftmaxRegression(1e9, (iteration, gain) -> {}).fit(small);
        SoftmaxLayer ofLarge = new SoftmaxRegression(1e9, (iteration, gain) -> {}).fit(large);
        assertThat(ofLarge.probabilities(new float[] {5e3f})[0])
                .isCloseTo(ofSmall.probabilities(new float[] {5e-3f})[0], within(0.01));
    }

    @Test
    @DisplayName("tells how far it is after each iteration, and ends with a small gain")
    void progress() {
        List<Integer> iterations = new ArrayList<>();
        List<Double> gains = new ArrayList<>();
        new SoftmaxRegression(1, (iteration, gain) -> {
                    iterations.add(iteration);
                    gains.add(gain);
                })
                .fit(PatternFeatures.of(ROWS, 3, 1));
        assertThat(iterations).startsWith(1, 2, 3).isSorted().doesNotHaveDuplicates();
        assertThat(gains.get(gains.size() - 1)).isBetween(0.0, 1e-2);
    }

    @Test
    @DisplayName("ends when its thread is interrupted")
    void interrupted() {
        Thread.currentThread().interrupt();
        assertThatIllegalStateException().isThrownBy(() -> new SoftmaxRegression().fit(PatternFeatures.of(ROWS, 3, 1)));
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    @DisplayName("refuses a c that is not above 0")
    void invalidC(double c) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SoftmaxRegression(c, (iteration, gain) -> {}))
                .withMessage("c must be above 0 and finite but was " + c);
    }

    @Test
    @DisplayName("refuses no vectors at all")
    void noVectors() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SoftmaxRegression().fit(new MemoryFeatures(2, 2)))
                .withMessageContaining("there must be vectors");
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Written by scikit-learn 1.9.1 for the same vectors: {@code LogisticRegression(C=1, tol=1e-11)}. */
    private static float[] expected(String name, String values) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SoftmaxRegressionTest.class.getResourceAsStream("logistic-regression.json"))) {
            JsonObject json = new Gson().fromJson(new String(in.readAllBytes(), UTF_8), JsonObject.class);
            return new Gson().fromJson(json.getAsJsonObject(name).get(values), float[].class);
        }
    }
}
