package dev.spotter.inference;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.ModelException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Opening a classifier with any engine")
class ClassifiersTest {
    @Test
    @DisplayName("names the artifacts to add where no engine is on the class path, as here")
    void none() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(Classifiers::open)
                .withMessageContaining("dev.spotter:spotter-pytorch or dev.spotter:spotter-onnxruntime");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(Classifiers::requireEngine)
                .withMessageContaining("dev.spotter:spotter-pytorch or dev.spotter:spotter-onnxruntime");
    }
}
