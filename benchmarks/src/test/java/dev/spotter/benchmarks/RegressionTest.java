package dev.spotter.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The regression check")
class RegressionTest {
    private static final Map<String, Double> GOOD =
            Map.of("plain", 20.0, "fused", 8.0, "stock", 50.0, "classify", 15.0, "outside", 30.0, "concurrency", 1.8);

    @Test
    @DisplayName("finds nothing where all is as it should be")
    void good() {
        assertThat(regression(GOOD).complaints()).isEmpty();
    }

    @Test
    @DisplayName("names each figure that got worse than its bound, and only those")
    void bad() {
        assertThat(regression(with("fused", 18.0)).complaints())
                .singleElement()
                .asString()
                .contains("forward");
        assertThat(regression(with("classify", 40.0)).complaints())
                .singleElement()
                .asString()
                .contains("end to end");
        assertThat(regression(with("outside", 4_000.0)).complaints())
                .singleElement()
                .asString()
                .contains("heap");
        assertThat(regression(with("concurrency", 1.0)).complaints())
                .singleElement()
                .asString()
                .contains("two predictors");
    }

    @Test
    @DisplayName("does not judge two predictors without two idle cores")
    void oneCore() {
        Map<String, Double> slow = with("concurrency", 1.0);
        assertThat(new Regression(20, 8, 50, 15, value(slow, "outside"), Optional.empty()).complaints())
                .isEmpty();
    }

    private static double value(Map<String, Double> figures, String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    private static Map<String, Double> with(String figure, double value) {
        Map<String, Double> figures = new HashMap<>(GOOD);
        figures.put(figure, value);
        return figures;
    }

    private static Regression regression(Map<String, Double> figures) {
        return new Regression(
                value(figures, "plain"),
                value(figures, "fused"),
                value(figures, "stock"),
                value(figures, "classify"),
                value(figures, "outside"),
                Optional.of(value(figures, "concurrency")));
    }
}
