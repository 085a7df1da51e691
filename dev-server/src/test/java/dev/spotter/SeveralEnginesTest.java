package dev.spotter;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.ModelException;
import dev.spotter.inference.Classifiers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Several engines on the class path")
class SeveralEnginesTest {
    @Test
    @DisplayName("are named where one is to be found, and none is taken by chance")
    void refused() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(Classifiers::open)
                .withMessageContaining("dev.spotter:spotter-onnxruntime, dev.spotter:spotter-pytorch");
    }
}
