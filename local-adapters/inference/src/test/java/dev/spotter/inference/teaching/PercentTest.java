package dev.spotter.inference.teaching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A percentage")
class PercentTest {
    @Test
    @DisplayName("is rounded, but is 100 only if it is all")
    void text() {
        assertThat(Percent.text(1, 0)).isEqualTo("100 %");
        assertThat(Percent.text(0.996, 0)).isEqualTo("99 %");
        assertThat(Percent.text(0.9999, 1)).isEqualTo("99.9 %");
        assertThat(Percent.text(0.876, 0)).isEqualTo("88 %");
        assertThat(Percent.text(0.876, 1)).isEqualTo("87.6 %");
        assertThat(Percent.text(0, 1)).isEqualTo("0.0 %");
    }
}
