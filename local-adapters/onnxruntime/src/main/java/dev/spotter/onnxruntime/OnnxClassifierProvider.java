package dev.spotter.onnxruntime;

import dev.spotter.inference.ClassifierProvider;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.network.NetworkClassifier;

/** Lets {@link dev.spotter.inference.Classifiers} find {@link OnnxClassifier}. Thread-safe. */
public final class OnnxClassifierProvider implements ClassifierProvider {
    @Override
    public String artifact() {
        return "dev.spotter:spotter-onnxruntime";
    }

    @Override
    public NetworkClassifier open(ClassifierSettings settings) {
        return OnnxClassifier.open(settings);
    }
}
