package dev.spotter.onnxruntime;

import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.network.NetworkClassifier;
import dev.spotter.inference.network.NetworkEmbedder;
import dev.spotter.inference.teaching.TeacherContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Teaching with ONNX Runtime")
class OnnxTeacherTest extends TeacherContract {
    @Override
    protected NetworkClassifier open(ClassifierSettings settings) {
        return OnnxClassifier.open(settings);
    }

    @Override
    protected NetworkEmbedder openEmbedder(ClassifierSettings settings) {
        return OnnxEmbedder.open(settings);
    }
}
