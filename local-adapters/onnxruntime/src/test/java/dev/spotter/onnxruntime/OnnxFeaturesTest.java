package dev.spotter.onnxruntime;

import dev.spotter.inference.features.FeatureExtractorContract;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.network.NetworkEmbedder;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Features by ONNX Runtime")
class OnnxFeaturesTest extends FeatureExtractorContract {
    @Override
    protected NetworkEmbedder open(ClassifierSettings settings) {
        return OnnxEmbedder.open(settings);
    }
}
