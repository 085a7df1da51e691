package dev.spotter.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.spotter.core.embedding.Embedding;
import dev.spotter.core.embedding.ImageEmbedder;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.inference.Embedders;
import dev.spotter.inference.network.NetworkEmbedder;
import dev.spotter.tck.ImageEmbedderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedder of every engine keeps to. Extend it, and say how the engine's embedder is opened. */
@DisplayName("An engine's embedder")
public abstract class EmbedderContract {
    private static final Path COFFEE = Path.of("..", "..", "samples", "coffee.png");
    private static final ClassifierSettings SETTINGS =
            ClassifierSettings.from(System.getenv()).withTurboJpeg(false);

    @TempDir
    private Path folder;

    /** Opens an embedder of the engine. */
    protected abstract NetworkEmbedder open(ClassifierSettings settings);

    @Nested
    @DisplayName("keeps to the contract")
    class Contract extends ImageEmbedderContract {
        @Override
        protected ImageEmbedder newEmbedder() {
            return open(SETTINGS);
        }
    }

    @Test
    @DisplayName("gives a sample the features that the original network computes")
    void sample() throws IOException {
        try (NetworkEmbedder embedder = open(SETTINGS)) {
            Embedding coffee = embedder.embed(COFFEE);
            OriginalFeatures.assertThatTheyAre(coffee.values(), "coffee.png");
            assertThat(embedder.dimension()).isEqualTo(1_280);
            assertThat(embedder.model().name()).isEqualTo(ClassifierSettings.DEFAULT_MODEL);
        }
    }

    @Test
    @DisplayName("gives the features of a model's own weights, whatever its classes are")
    void installed() throws IOException {
        SpotterHome home = new SpotterHome(folder.resolve("home"));
        FineTuned.installRepeated("many", home, folder, 2);
        try (NetworkEmbedder original = open(SETTINGS);
                NetworkEmbedder many = open(SETTINGS.withHome(home).withModel("many"))) {
            assertThat(many.model().name()).isEqualTo("many");
            assertThat(many.embed(COFFEE).values())
                    .containsExactly(original.embed(COFFEE).values(), within(1e-4f));
        }
    }

    @Test
    @DisplayName("is what opens where its engine is the only one on the class path")
    void found() {
        try (NetworkEmbedder embedder = open(SETTINGS);
                NetworkEmbedder found = Embedders.open(SETTINGS)) {
            assertThat(found).hasSameClassAs(embedder);
        }
    }

    @Test
    @DisplayName("looks at a file's size before it reads it")
    void largeFile() {
        ImageLimits limits = ImageLimits.DEFAULT.withMaxBytes(1_000);
        try (NetworkEmbedder small = open(SETTINGS.withLimits(limits))) {
            assertThatExceptionOfType(ImageTooLargeException.class)
                    .isThrownBy(() -> small.embed(COFFEE))
                    .withMessageContaining("1,000 bytes");
        }
    }

    @Test
    @DisplayName("is refused for a model directory and for an unknown model, with the models there are")
    void refused() {
        for (String model : List.of(folder.toString(), "resnet-9000")) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> open(SETTINGS.withModel(model)))
                    .withMessageContaining(model)
                    .withMessageContaining("gives no embeddings: give the name of a model, one of")
                    .withMessageContaining(ClassifierSettings.DEFAULT_MODEL);
        }
    }
}
