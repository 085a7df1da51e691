package dev.spotter.onnxruntime;

import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.EmbedderContract;
import dev.spotter.inference.network.NetworkEmbedder;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The ONNX Runtime embedder")
class OnnxEmbedderTest extends EmbedderContract {
    @Override
    protected NetworkEmbedder open(ClassifierSettings settings) {
        return OnnxEmbedder.open(settings);
    }
}
