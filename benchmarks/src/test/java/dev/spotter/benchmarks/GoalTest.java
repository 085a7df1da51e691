package dev.spotter.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A goal")
class GoalTest {
    @Test
    @DisplayName("is met at its limit and on the good side of it, and missed on the other side and if the value is no "
            + "number")
    void bounds() {
        Goal fast = Goal.atLeast("speed", 2, "x");
        assertThat(fast.isMetBy(2)).isTrue();
        assertThat(fast.isMetBy(2.5)).isTrue();
        assertThat(fast.isMetBy(1.99)).isFalse();
        assertThat(fast.isMetBy(Double.NaN)).isFalse();
        Goal small = Goal.atMost("size", 64, " KB");
        assertThat(small.isMetBy(64)).isTrue();
        assertThat(small.isMetBy(64.5)).isFalse();
        assertThat(small.isMetBy(Double.NaN)).isFalse();
    }

    @Test
    @DisplayName("is written as a row that says when it is missed")
    void row() {
        assertThat(Goal.atLeast("speed", 2, "x").row(1.5))
                .isEqualTo("| speed | at least 2.00x | 1.50x | **missed** |\n");
        assertThat(Goal.atMost("size", 64, " KB").row(12.34)).isEqualTo("| size | at most 64.0 KB | 12.3 KB | met |\n");
    }
}
