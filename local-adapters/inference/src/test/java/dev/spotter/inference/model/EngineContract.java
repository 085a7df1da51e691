package dev.spotter.inference.model;

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
import dev.spotter.inference.network.NetworkClassifier;
import dev.spotter.tck.ClassifierContract;
import dev.spotter.tck.ReferenceContract;
import dev.spotter.tck.ReferenceImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the classifier of every engine keeps to. Extend it, and say how the engine's classifier is opened. */
@DisplayName("An engine's classifier")
public abstract class EngineContract {
    private static final Path SAMPLES = Path.of("..", "..", "samples");
    private static final ClassifierSettings SETTINGS = ClassifierSettings.from(System.getenv());
    private static final String MODEL = ClassifierSettings.DEFAULT_MODEL;

    private final Variant variant;

    @TempDir
    private Path folder;

    /** @param variant of a network that the engine runs on every machine */
    protected EngineContract(Variant variant) {
        this.variant = variant;
    }

    /** Opens a classifier of the engine. */
    protected abstract NetworkClassifier open(ClassifierSettings settings);

    @Nested
    @DisplayName("keeps to the contract")
    class Contract extends ClassifierContract {
        @Override
        protected Classifier newClassifier() {
            return open(SETTINGS);
        }
    }

    @Nested
    @DisplayName("with TurboJPEG where the machine has it")
    class Reference extends References {
        Reference() {
            super(true);
        }
    }

    @Nested
    @DisplayName("without TurboJPEG")
    class ReferenceInJava extends References {
        ReferenceInJava() {
            super(false);
        }
    }

    private abstract class References extends ReferenceContract {
        private final boolean turboJpeg;

        References(boolean turboJpeg) {
            this.turboJpeg = turboJpeg;
        }

        @Override
        protected Classifier newClassifier() {
            return open(SETTINGS.withTurboJpeg(turboJpeg));
        }

        @Override
        protected List<ReferenceImage> images() throws IOException {
            return referenceImages();
        }
    }

    @Test
    @DisplayName("names 1,000 classes whose scores make 1")
    void probabilities() throws IOException {
        try (NetworkClassifier classifier = open(SETTINGS)) {
            Classification result = classifier.classify(SAMPLES.resolve("coffee.png"));
            assertThat(result.best().name()).isEqualTo("espresso");
            assertThat(result.best().score()).isCloseTo(0.957, within(0.01));
            assertThat(result.labels()).hasSize(1_000);
            assertThat(result.labels().stream().mapToDouble(Label::score).sum()).isCloseTo(1, within(1e-6));
            assertThat(result.model().name()).isEqualTo(MODEL);
            assertThat(result.elapsed()).isPositive();
        }
    }

    @Test
    @DisplayName("is what opens where it is the only engine on the class path")
    void found() {
        try (NetworkClassifier classifier = open(SETTINGS);
                Classifier found = Classifiers.open(SETTINGS)) {
            assertThat(found).hasSameClassAs(classifier);
        }
    }

    @Test
    @DisplayName("looks at a file's size before it reads it")
    void largeFile() {
        ImageLimits limits = ImageLimits.DEFAULT.withMaxBytes(1_000);
        try (NetworkClassifier small = open(SETTINGS.withLimits(limits))) {
            assertThatExceptionOfType(ImageTooLargeException.class)
                    .isThrownBy(() -> small.classify(SAMPLES.resolve("coffee.png")))
                    .withMessageContaining("1,000 bytes");
        }
    }

    @Test
    @DisplayName("names the known models if it is asked for an unknown one")
    void unknownModel() {
        assertThatRefused("resnet-9000", "resnet-9000", MODEL, ".pt", ".onnx");
    }

    @Test
    @DisplayName("takes a directory of the user's own, made for DJL")
    void ownDirectory() throws IOException {
        Path own = Files.createDirectories(folder.resolve("coffee-detector"));
        Files.copy(bundled().resolve(network(MODEL)), own.resolve(network("coffee-detector")));
        Files.copy(bundled().resolve("synset.txt"), own.resolve("synset.txt"));
        Files.writeString(
                own.resolve("serving.properties"),
                """
                engine=%s
                translatorFactory=ai.djl.modality.cv.translator.ImageClassificationTranslatorFactory
                width=224
                height=224
                resize=256
                centerCrop=true
                normalize=0.5,0.5,0.5,0.5,0.5,0.5
                applySoftmax=true
                """
                        .formatted(variant.engine().djlName()));
        try (NetworkClassifier classifier = open(SETTINGS.withModel(own.toString()))) {
            Classification result = classifier.classify(SAMPLES.resolve("coffee.png"));
            assertThat(result.best().name()).isEqualTo("espresso");
            assertThat(result.best().score()).isCloseTo(0.957, within(0.01));
            assertThat(result.model().name()).isEqualTo("coffee-detector");
            assertThat(classifier.modelDirectory()).isEqualTo(own);
        }
    }

    @Test
    @DisplayName("takes weights that were trained for two classes, from a checkpoint in half precision")
    void twoClasses() throws IOException {
        List<String> labels = List.of("espresso", "cup");
        SpotterHome home = new SpotterHome(folder.resolve("home"));
        FineTuned.installSome("two", home, folder, labels);
        Map<String, Double> original = scores(SETTINGS);
        Map<String, Double> two = scores(SETTINGS.withHome(home).withModel("two"));
        double both = labels.stream().mapToDouble(original::get).sum();
        assertThat(two.keySet()).containsExactlyElementsOf(labels);
        two.forEach((label, score) -> assertThat(score * both).isCloseTo(original.get(label), within(2e-3)));
    }

    @Test
    @DisplayName("takes a model whose last layer was replaced")
    void replacedLayer() throws IOException {
        List<String> labels = List.of("cup", "espresso", "missile");
        SpotterHome home = new SpotterHome(folder.resolve("home"));
        TaughtModel.Lesson lesson = new TaughtModel.Lesson("key", "content");
        new TaughtModels(ModelCatalog.bundled(), home)
                .install(
                        new TaughtModel(
                                "taught", MODEL, labels, FineTuned.layer(labels), "3 photos", Optional.empty(), lesson),
                        false);
        Map<String, Double> original = scores(SETTINGS);
        Map<String, Double> taught = scores(SETTINGS.withHome(home).withModel("taught"));
        double all = labels.stream().mapToDouble(original::get).sum();
        assertThat(taught.keySet()).containsExactlyInAnyOrderElementsOf(labels);
        taught.forEach((label, score) -> assertThat(score * all).isCloseTo(original.get(label), within(1e-5)));
    }

    @Test
    @DisplayName("takes weights with ten thousand classes")
    void tenThousandClasses() throws IOException {
        SpotterHome home = new SpotterHome(folder.resolve("home"));
        FineTuned.installRepeated("many", home, folder, 10);
        Map<String, Double> original = scores(SETTINGS);
        Map<String, Double> many = scores(SETTINGS.withHome(home).withModel("many"));
        assertThat(many).hasSize(10_000);
        original.forEach((label, score) -> {
            assertThat(many.get(label + " 0")).isCloseTo(score / 10, within(1e-5));
            assertThat(many.get(label + " 9")).isCloseTo(score / 10, within(1e-5));
        });
    }

    private Map<String, Double> scores(ClassifierSettings settings) throws IOException {
        try (NetworkClassifier classifier = open(settings.withPredictors(1))) {
            Map<String, Double> scores = new LinkedHashMap<>();
            for (Label label :
                    classifier.classify(SAMPLES.resolve("coffee.png")).labels()) {
                scores.putIfAbsent(label.name(), label.score());
            }
            return scores;
        }
    }

    @Test
    @DisplayName("refuses logits where probabilities are promised")
    void logitsAsProbabilities() throws IOException {
        Path own = bundledCopy();
        Path properties = own.resolve("serving.properties");
        Files.writeString(properties, Files.readString(properties).replace("applySoftmax=true", "applySoftmax=false"));
        assertThatRefused(own.toString(), "applySoftmax=true");
    }

    @Test
    @DisplayName("refuses a model with another number of labels than answers")
    void labels() throws IOException {
        Path own = bundledCopy();
        Files.writeString(own.resolve("synset.txt"), "cat\ndog\n");
        assertThatRefused(own.toString(), "1000 scores for its 2 labels");
    }

    private void assertThatRefused(String model, String... inMessage) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> open(SETTINGS.withModel(model)))
                .satisfies(e -> assertThat(e.getMessage()).contains(inMessage));
    }

    private String network(String name) {
        return name + variant.engine().ending();
    }

    private Path bundled() {
        return new ModelCache(ModelCatalog.bundled(), SETTINGS.home()).directory(MODEL, variant);
    }

    private Path bundledCopy() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        for (String file : List.of(network(MODEL), "synset.txt", "serving.properties")) {
            Files.copy(bundled().resolve(file), copy.resolve(file));
        }
        return copy;
    }

    private static List<ReferenceImage> referenceImages() throws IOException {
        List<ReferenceImage> images = new ArrayList<>(ReferenceImage.in(SAMPLES));
        images.addAll(ReferenceImage.in(SAMPLES.resolve("cases")));
        return images;
    }
}
