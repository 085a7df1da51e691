package dev.spotter.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spotter.core.classification.ModelIdentity;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An embedding")
class EmbeddingTest {
    private static final ModelIdentity MODEL = new ModelIdentity("net", "1");

    @Test
    @DisplayName("keeps its values, whatever is done to the arrays that went in and came out")
    void immutable() {
        float[] values = {3, 4};
        Embedding embedding = new Embedding(values, MODEL);
        values[0] = 7;
        embedding.values()[1] = 7;
        assertThat(embedding.values()).containsExactly(3, 4);
        assertThat(embedding.dimension()).isEqualTo(2);
        assertThat(embedding.length()).isEqualTo(5);
        assertThat(embedding.model()).isEqualTo(MODEL);
        assertThat(embedding).hasToString("embedding of 2 values by net 1");
    }

    @Test
    @DisplayName("has unit length on request, and the same direction")
    void unitLength() {
        Embedding unit = of(3e20f, -4e20f).toUnitLength();
        assertThat(unit.values()).containsExactly(0.6f, -0.8f);
        assertThat(unit.length()).isCloseTo(1, within(1e-6));
        assertThat(of(0, 0).toUnitLength()).isEqualTo(of(0, 0));
    }

    @Test
    @DisplayName("is similar by the cosine of the angle")
    void similarity() {
        assertThat(of(3, 4).similarity(of(30, 40))).isEqualTo(1);
        assertThat(of(3, 4).similarity(of(-3, -4))).isEqualTo(-1);
        assertThat(of(1, 0).similarity(of(0, 1))).isZero();
        assertThat(of(1, 0).similarity(of(1, 1))).isCloseTo(Math.sqrt(0.5), within(1e-12));
        assertThat(of(0, 0).similarity(of(1, 1))).isZero();
    }

    @Test
    @DisplayName("has a similarity of exactly 1 to an equal one")
    void equalVectors() {
        Random random = new Random(20_261_127);
        for (int i = 0; i < 200; i++) {
            float[] values = new float[1_280];
            for (int k = 0; k < values.length; k++) {
                values[k] = (float) random.nextGaussian();
            }
            assertThat(of(values).similarity(of(values))).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("is not compared with that of another model or version")
    void otherModel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(1).similarity(new Embedding(new float[] {1}, new ModelIdentity("net", "2"))))
                .withMessageContaining("different models");
        assertThatIllegalArgumentException().isThrownBy(() -> of(1).similarity(of(1, 2)));
    }

    @Test
    @DisplayName("equals one of the same model and values")
    void equality() {
        assertThat(of(1, 2)).isEqualTo(of(1, 2)).hasSameHashCodeAs(of(1, 2));
        assertThat(of(1, 2)).isNotEqualTo(of(2, 1));
        assertThat(of(1)).isNotEqualTo(new Embedding(new float[] {1}, new ModelIdentity("net", "2")));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    @DisplayName("has finite values, at least one")
    void invalid(float value) {
        assertThatIllegalArgumentException().isThrownBy(() -> of(1, value)).withMessageContaining("finite");
        assertThatIllegalArgumentException().isThrownBy(EmbeddingTest::of).withMessageContaining("empty");
    }

    private static Embedding of(float... values) {
        return new Embedding(values, MODEL);
    }
}
