package dev.spotter.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.EngineContract;
import dev.spotter.inference.model.Variant;
import dev.spotter.inference.network.NetworkClassifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The DJL classifier")
class DjlClassifierTest extends EngineContract {
    DjlClassifierTest() {
        super(Variant.PORTABLE);
    }

    @Override
    protected NetworkClassifier open(ClassifierSettings settings) {
        return DjlClassifier.open(settings);
    }

    @Test
    @DisplayName("takes the fused form on x86-64")
    void fused() {
        String expected = Variant.fastest() == Variant.FUSED ? "variant=fused" : "variant=portable";
        try (DjlClassifier classifier = DjlClassifier.open()) {
            assertThat(classifier.modelDirectory().resolve("serving.properties"))
                    .content()
                    .contains(expected);
        }
    }
}
