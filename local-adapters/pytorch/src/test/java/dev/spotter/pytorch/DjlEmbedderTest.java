package dev.spotter.pytorch;

import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.EmbedderContract;
import dev.spotter.inference.network.NetworkEmbedder;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The DJL embedder")
class DjlEmbedderTest extends EmbedderContract {
    @Override
    protected NetworkEmbedder open(ClassifierSettings settings) {
        return DjlEmbedder.open(settings);
    }
}
