package dev.spotter.pytorch;

import dev.spotter.inference.ClassifierProvider;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.network.NetworkClassifier;

/** Lets {@link dev.spotter.inference.Classifiers} find {@link DjlClassifier}. Thread-safe. */
public final class DjlClassifierProvider implements ClassifierProvider {
    @Override
    public String artifact() {
        return "dev.spotter:spotter-pytorch";
    }

    @Override
    public NetworkClassifier open(ClassifierSettings settings) {
        return DjlClassifier.open(settings);
    }
}
