package dev.spotter.onnxruntime;

import dev.spotter.inference.ClassifierProvider;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.network.NetworkClassifier;
import dev.spotter.inference.network.NetworkEmbedder;

/**
 * Lets {@link dev.spotter.inference.Classifiers} find {@link OnnxClassifier}, and {@link
 * dev.spotter.inference.Embedders} {@link OnnxEmbedder}. Thread-safe.
 */
public final class OnnxClassifierProvider implements ClassifierProvider {
    @Override
    public String artifact() {
        return "dev.spotter:spotter-onnxruntime";
    }

    @Override
    public NetworkClassifier open(ClassifierSettings settings) {
        return OnnxClassifier.open(settings);
    }

    @Override
    public NetworkEmbedder openEmbedder(ClassifierSettings settings) {
        return OnnxEmbedder.open(settings);
    }
}
