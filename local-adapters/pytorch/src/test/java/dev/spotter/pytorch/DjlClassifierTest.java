package dev.spotter.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.Label;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.inference.Classifiers;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.Variant;
import dev.spotter.tck.ClassifierContract;
import dev.spotter.tck.ReferenceContract;
import dev.spotter.tck.ReferencePicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The DJL classifier")
class DjlClassifierTest {
    private static final Path SAMPLES = Path.of("..", "..", "samples");
    private static final ClassifierSettings SETTINGS = ClassifierSettings.from(System.getenv());

    private static DjlClassifier classifier;

    @Nested
    class Contract extends ClassifierContract {
        @Override
        protected Classifier newClassifier() {
            return DjlClassifier.open();
        }
    }

    @Nested
    @DisplayName("with TurboJPEG where the machine has it")
    class Reference extends ReferenceContract {
        @Override
        protected Classifier newClassifier() {
            return DjlClassifier.open(SETTINGS.withTurboJpeg(true));
        }

        @Override
        protected List<ReferencePicture> pictures() throws IOException {
            return referencePictures();
        }
    }

    @Nested
    @DisplayName("without TurboJPEG")
    class ReferenceInJava extends ReferenceContract {
        @Override
        protected Classifier newClassifier() {
            return DjlClassifier.open(SETTINGS.withTurboJpeg(false));
        }

        @Override
        protected List<ReferencePicture> pictures() throws IOException {
            return referencePictures();
        }
    }

    @BeforeAll
    static void open() {
        classifier = DjlClassifier.open();
    }

    @AfterAll
    static void close() {
        classifier.close();
    }

    @Test
    @DisplayName("names 1,000 classes whose scores make 1")
    void probabilities() throws IOException {
        Classification answer = classifier.classify(SAMPLES.resolve("coffee.png"));
        assertThat(answer.best().name()).isEqualTo("espresso");
        assertThat(answer.best().score()).isCloseTo(0.957, within(0.01));
        assertThat(answer.labels()).hasSize(1_000);
        assertThat(answer.labels().stream().mapToDouble(Label::score).sum()).isCloseTo(1, within(1e-6));
        assertThat(answer.model().name()).isEqualTo("efficientnet-lite0");
        assertThat(answer.elapsed()).isPositive();
    }

    @Test
    @DisplayName("is what opens where it is the only engine on the class path")
    void found() {
        try (Classifier found = Classifiers.open(SETTINGS)) {
            assertThat(found).isInstanceOf(DjlClassifier.class);
        }
    }

    @Test
    @DisplayName("looks at a file's size before it reads it")
    void largeFile() {
        ImageLimits limits = ImageLimits.DEFAULT.withMaxBytes(1_000);
        try (DjlClassifier small = DjlClassifier.open(SETTINGS.withLimits(limits))) {
            assertThatExceptionOfType(ImageTooLargeException.class)
                    .isThrownBy(() -> small.classify(SAMPLES.resolve("coffee.png")))
                    .withMessageContaining("1,000 bytes");
        }
    }

    @Test
    @DisplayName("names the models there are when it is asked for one that is not there")
    void unknownModel() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> DjlClassifier.open(SETTINGS.withModel("resnet-9000")))
                .withMessageContaining("resnet-9000")
                .withMessageContaining("efficientnet-lite0");
    }

    @Test
    @DisplayName("takes the fused form on x86-64")
    void fused() {
        String expected = Variant.fastest() == Variant.FUSED ? "variant=fused" : "variant=portable";
        assertThat(classifier.modelDirectory().resolve("serving.properties"))
                .content()
                .contains(expected);
    }

    private static List<ReferencePicture> referencePictures() throws IOException {
        List<ReferencePicture> pictures = new ArrayList<>(ReferencePicture.in(SAMPLES));
        pictures.addAll(ReferencePicture.in(SAMPLES.resolve("cases")));
        return pictures;
    }
}
