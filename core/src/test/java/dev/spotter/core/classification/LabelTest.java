package dev.spotter.core.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A label")
class LabelTest {
    @Test
    @DisplayName("is ordered by descending score then name")
    void isOrderedByDescendingScoreThenName() {
        Label best = new Label("zebra", 0.6);
        Label second = new Label("cat", 0.2);
        Label third = new Label("dog", 0.2);
        assertThat(List.of(third, best, second).stream().sorted()).containsExactly(best, second, third);
    }

    @ParameterizedTest
    @DisplayName("keeps its score exactly")
    @ValueSource(doubles = {0, Double.MIN_VALUE, 1 / 3.0, 1})
    void keepsItsScoreExactly(double score) {
        assertThat(new Label("cat", score).score()).isEqualTo(score);
    }

    @ParameterizedTest
    @DisplayName("refuses a score that is not a number from 0 to 1")
    @ValueSource(doubles = {1.2, -0.1, Double.NaN, Double.POSITIVE_INFINITY, -Double.MIN_VALUE})
    void refusesScoresThatAreNoProbability(double score) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Label("cat", score))
                .withMessage("score must be in [0,1] but was " + score);
    }

    @ParameterizedTest
    @DisplayName("refuses blank names")
    @ValueSource(strings = {"", " ", "\t\n"})
    void refusesBlankNames(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Label(name, 0.5))
                .withMessage("name must not be blank");
    }
}
