package dev.spotter.pytorch;

import dev.spotter.inference.ClassifierProvider;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.network.NetworkClassifier;
import dev.spotter.inference.network.NetworkEmbedder;

/**
 * Lets {@link dev.spotter.inference.Classifiers} find {@link DjlClassifier}, and {@link
 * dev.spotter.inference.Embedders} {@link DjlEmbedder}. Thread-safe.
 */
public final class DjlClassifierProvider implements ClassifierProvider {
    @Override
    public String artifact() {
        return "dev.spotter:spotter-pytorch";
    }

    @Override
    public NetworkClassifier open(ClassifierSettings settings) {
        return DjlClassifier.open(settings);
    }

    @Override
    public NetworkEmbedder openEmbedder(ClassifierSettings settings) {
        return DjlEmbedder.open(settings);
    }
}
