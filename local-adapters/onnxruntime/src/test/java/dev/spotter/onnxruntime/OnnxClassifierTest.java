package dev.spotter.onnxruntime;

import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.EngineContract;
import dev.spotter.inference.model.Variant;
import dev.spotter.inference.network.NetworkClassifier;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The ONNX Runtime classifier")
class OnnxClassifierTest extends EngineContract {
    OnnxClassifierTest() {
        super(Variant.ONNX);
    }

    @Override
    protected NetworkClassifier open(ClassifierSettings settings) {
        return OnnxClassifier.open(settings);
    }
}
