package dev.spotter.pytorch;

import dev.spotter.inference.features.FeatureExtractorContract;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.network.NetworkEmbedder;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Features by DJL")
class DjlFeaturesTest extends FeatureExtractorContract {
    @Override
    protected NetworkEmbedder open(ClassifierSettings settings) {
        return DjlEmbedder.open(settings);
    }
}
