package dev.spotter.inference.teaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An evaluation")
class EvaluationTest {
    @Test
    @DisplayName("counts what was taken for what, with accuracy, precision and recall")
    void counts() {
        // Of three rows of class 0 two are right; of one of class 1 none; nothing is of class 2 or taken for it.
        HeldBack predictions = predictions(3, new int[] {0, 0, 0, 1}, new int[] {0, 0, 1, 0}, 0.9, 0.8, 0.6, 0.95);
        Evaluation evaluation = predictions.evaluation();
        assertThat(evaluation.accuracy()).isEqualTo(0.5);
        assertThat(evaluation.count(0, 0)).isEqualTo(2);
        assertThat(evaluation.count(0, 1)).isEqualTo(1);
        assertThat(evaluation.count(1, 0)).isEqualTo(1);
        assertThat(evaluation.count(1, 1)).isZero();
        assertThat(evaluation.precision(0)).hasValue(2 / 3.0);
        assertThat(evaluation.precision(1)).hasValue(0);
        assertThat(evaluation.precision(2)).isEmpty();
        assertThat(evaluation.recall(0)).hasValue(2 / 3.0);
        assertThat(evaluation.recall(1)).hasValue(0);
        assertThat(evaluation.recall(2)).isEmpty();
        assertThat(predictions.mistakes()).containsExactly(3, 2);
    }

    /** Values of SciPy's {@code binomtest(81, 100).proportion_ci(method="wilson")}. */
    @Test
    @DisplayName("gives Wilson's interval of the accuracy")
    void wilson() {
        check(Interval.wilson(81, 100), 0.722212, 0.874852);
        check(Interval.wilson(10, 10), 0.722467, 1);
        check(Interval.wilson(0, 1), 0, 0.793451);
    }

    private static void check(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(1e-5));
        assertThat(interval.high()).isCloseTo(high, within(1e-5));
    }

    @Test
    @DisplayName("calls a prediction unsure below the least probability from which on 95 % are right")
    void threshold() {
        double[] probabilities = new double[40];
        int[] actual = new int[40];
        int[] predicted = new int[40];
        for (int i = 0; i < 40; i++) {
            probabilities[i] = 0.99 - i * 0.01;
            predicted[i] = i == 3 || i >= 25 ? 1 : 0;
        }
        // One wrong of the first 20 is 95 %, and so it stays until row 24; from row 25 on all are wrong.
        assertThat(predictions(2, actual, predicted, probabilities).evaluation().unsureBelow())
                .hasValue(0.99 - 24 * 0.01);
    }

    @Test
    @DisplayName("has the least probability that occurred, or 0.8, if all are right, and none if the surest is wrong")
    void thresholdAtTheEnds() {
        int[] actual = {0, 1, 0};
        assertThat(threshold(actual, new int[] {0, 1, 0}, 0.7, 0.5, 0.9)).hasValue(0.5);
        assertThat(threshold(actual, new int[] {0, 1, 0}, 0.97, 0.98, 0.99)).hasValue(0.8);
        assertThat(threshold(actual, new int[] {0, 1, 1}, 0.7, 0.5, 0.9)).isEmpty();
        // One right prediction of three may be chance.
        assertThat(threshold(actual, new int[] {0, 0, 0}, 0.7, 0.7, 0.9)).isEmpty();
        assertThat(threshold(actual, new int[] {0, 0, 0}, 0.9, 0.9, 0.9)).isEmpty();
    }

    @Test
    @DisplayName("calls equal probabilities sure together or not at all, and needs ten right ones")
    void equalProbabilities() {
        int[] actual = new int[12];
        int[] predicted = new int[12];
        predicted[11] = 1;
        double[] probabilities = new double[12];
        Arrays.fill(probabilities, 0.9);
        probabilities[10] = 0.7;
        probabilities[11] = 0.7;
        assertThat(threshold(actual, predicted, probabilities)).hasValue(0.9);
        probabilities[9] = 0.7;
        assertThat(threshold(actual, predicted, probabilities)).isEmpty();
    }

    private static OptionalDouble threshold(int[] actual, int[] predicted, double... probabilities) {
        return predictions(2, actual, predicted, probabilities).evaluation().unsureBelow();
    }

    private static HeldBack predictions(int classes, int[] actual, int[] predicted, double... probabilities) {
        MemoryFeatures features = new MemoryFeatures(1, classes);
        TwoBest[] best = new TwoBest[actual.length];
        for (int i = 0; i < best.length; i++) {
            features.add(new float[1], actual[i]);
            best[i] = new TwoBest(predicted[i], probabilities[i], 1 - probabilities[i]);
        }
        return new HeldBack(features, best);
    }
}
