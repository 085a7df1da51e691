package dev.spotter.pytorch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.FineTuned;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.model.ModelInstaller;
import dev.spotter.inference.model.ModelPackage;
import dev.spotter.inference.model.PatternModels;
import dev.spotter.inference.model.SpotterHome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("A model's package")
class ModelPackageTest {
    private static final Path SAMPLES = Path.of("..", "..", "samples");
    private static final double MARGIN = 0.1;
    private static final SpotterHome HOME = SpotterHome.from(System.getenv());

    @TempDir
    private Path directory;

    @BeforeEach
    void startEngine() {
        PyTorchEngine.start(HOME);
    }

    @Test
    @DisplayName("is what stock DJL loads, and names the samples")
    void stockDjl() throws Exception {
        Path file = directory.resolve("model.tar.gz");
        new ModelPackage(ModelCatalog.bundled(), HOME).write(ClassifierSettings.DEFAULT_MODEL, file);
        Path unpacked = directory.resolve("model");
        assertThat(unpack(file, unpacked))
                .containsExactly(
                        "serving.properties",
                        "synset.txt",
                        "efficientnet-lite0.pt",
                        "LICENSE",
                        "LICENSE-labels",
                        "NOTICE");
        Criteria<Image, Classifications> criteria = Criteria.builder()
                .setTypes(Image.class, Classifications.class)
                .optModelPath(unpacked)
                .optEngine("PyTorch")
                .build();
        JsonObject samples = JsonParser.parseString(Files.readString(SAMPLES.resolve("expected.json")))
                .getAsJsonObject()
                .getAsJsonObject("files");
        try (ZooModel<Image, Classifications> model = criteria.loadModel();
                Predictor<Image, Classifications> predictor = model.newPredictor()) {
            for (String sample : List.of("camera.png", "chelsea.png", "coffee.png", "rocket.jpg")) {
                Image image = ImageFactory.getInstance().fromFile(SAMPLES.resolve(sample));
                Classifications result = predictor.predict(image);
                assertThat(best(samples, sample)).contains(result.best().getClassName());
                assertThat(result.best().getProbability()).isBetween(0.2, 1.0);
            }
        }
        assertThat(ModelDirectory.read(unpacked).decision()).isEqualTo(DecisionRule.unsureBelow(0.5));
    }

    @Test
    @DisplayName("of a model with two classes, and of one with ten thousand, is what stock DJL loads")
    void otherClasses() throws Exception {
        SpotterHome home = new SpotterHome(directory.resolve("home"));
        FineTuned.installSome("two", home, directory, List.of("cup", "espresso"));
        FineTuned.installRepeated("many", home, directory, 10);
        for (String name : List.of("two", "many")) {
            Path file = directory.resolve(name + ".tar.gz");
            new ModelPackage(ModelCatalog.bundled(), home).write(name, file);
            Path unpacked = directory.resolve("unpacked-" + name);
            unpack(file, unpacked);
            Criteria<Image, Classifications> criteria = Criteria.builder()
                    .setTypes(Image.class, Classifications.class)
                    .optModelPath(unpacked)
                    .optEngine("PyTorch")
                    .build();
            try (ZooModel<Image, Classifications> model = criteria.loadModel();
                    Predictor<Image, Classifications> predictor = model.newPredictor()) {
                Classifications result =
                        predictor.predict(ImageFactory.getInstance().fromFile(SAMPLES.resolve("coffee.png")));
                assertThat(result.best().getClassName()).startsWith("espresso");
                assertThat(result.getProbabilities()).hasSize(name.equals("two") ? 2 : 10_000);
                assertThat(result.topK()).hasSize(name.equals("two") ? 2 : 5);
            }
        }
    }

    @Test
    @DisplayName("has the same bytes each time")
    void repeatable() throws IOException {
        Path first = directory.resolve("first.tar.gz");
        Path second = Files.writeString(directory.resolve("second.tar.gz"), "replaced");
        ModelPackage packages = new ModelPackage(ModelCatalog.bundled(), HOME);
        packages.write(ClassifierSettings.DEFAULT_MODEL, first);
        packages.write(ClassifierSettings.DEFAULT_MODEL, second);
        assertThat(second).hasSameBinaryContentAs(first);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(first, second);
        }
    }

    @Test
    @DisplayName("of an installed model has its network's arguments, and says what is not known of its licence")
    void installed() throws IOException {
        SpotterHome home = new SpotterHome(directory.resolve("home"));
        Path weights = Files.write(directory.resolve("mine.pth"), PatternModels.stateDict("mobilenet-v3-large"));
        new ModelInstaller(ModelCatalog.bundled(), home)
                .install(
                        new ModelInstaller.Request(
                                "mobilenet-v3-large", Optional.of(weights), Optional.of("mine"), Optional.empty()),
                        (bytes, of) -> {});
        Path file = directory.resolve("mine.tar.gz");
        new ModelPackage(ModelCatalog.bundled(), home).write("mine", file);
        Path unpacked = directory.resolve("mine");
        assertThat(unpack(file, unpacked)).contains("mine.pt", "LICENSE-labels").doesNotContain("LICENSE");
        assertThat(Files.readString(unpacked.resolve("serving.properties"), UTF_8))
                .contains("resizeShort=232\n")
                .contains("normalize=0.485,0.456,0.406,0.229,0.224,0.225\n")
                .contains("option.modelName=mine\n");
        assertThat(Files.readString(unpacked.resolve("NOTICE"), UTF_8)).contains("NOASSERTION", "the file mine.pth");
    }

    @Test
    @DisplayName("is not written of a model that is not there, nor to a directory that is not")
    void nowhere() {
        ModelPackage packages = new ModelPackage(ModelCatalog.bundled(), new SpotterHome(directory.resolve("home")));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> packages.write("resnet", directory.resolve("x.tar.gz")))
                .withMessageContaining("there is no model \"resnet\"");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> packages.write("mobilenet-v3-small", directory.resolve("x.tar.gz")))
                .withMessageContaining("mobilenet-v3-small is not installed");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> packages.write(ClassifierSettings.DEFAULT_MODEL, directory.resolve("no/x.tar.gz")))
                .withMessageContaining("there is no directory");
    }

    /** The reference's best label, and others that are as good within what another way of resizing changes. */
    private static List<String> best(JsonObject samples, String sample) {
        List<JsonObject> top = samples.getAsJsonObject(sample).getAsJsonArray("top5").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
        double best = top.get(0).get("score").getAsDouble();
        return top.stream()
                .filter(label -> label.get("score").getAsDouble() > best - MARGIN)
                .map(label -> label.get("label").getAsString())
                .toList();
    }

    static List<String> unpack(Path file, Path to) throws IOException {
        List<String> names = new ArrayList<>();
        Files.createDirectories(to);
        try (InputStream in = Files.newInputStream(file);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
                Files.copy(tar, to.resolve(entry.getName()));
            }
        }
        return names;
    }
}
