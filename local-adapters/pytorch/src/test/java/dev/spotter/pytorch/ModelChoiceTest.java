package dev.spotter.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelCache;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.PatternModels;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.model.Variant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The choice of a model")
class ModelChoiceTest {
    private static final Path COFFEE = Path.of("..", "..", "samples", "coffee.png");
    private static final ClassifierSettings SETTINGS =
            ClassifierSettings.from(System.getenv()).withPredictors(1);

    @TempDir
    private Path folder;

    @BeforeEach
    void startEngine() {
        PyTorchEngine.start(SETTINGS.home());
    }

    @Test
    @DisplayName("falls back to the portable form where the fused one does not work, and says so once")
    void fallsBack() throws IOException {
        Assumptions.assumeTrue(Variant.fastest() == Variant.FUSED, "the fused form is tried on x86-64 processors");
        Path classes = PatternModels.classPath(folder.resolve("classes"), "mobilenet-v3-small");
        breakOperators(classes.resolve("dev/spotter/models/networks/mobilenet-v3-small-fused.zip"));
        List<String> log = new ArrayList<>();
        Handler handler = new Listener(log);
        Logger logger = Logger.getLogger(ModelLoader.class.getName());
        logger.addHandler(handler);
        ClassifierSettings settings =
                SETTINGS.withModel(PatternModels.NAME).withHome(new SpotterHome(folder.resolve("home")));
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()}, null);
                DjlClassifier classifier = DjlClassifier.open(settings, new ModelCatalog(loader))) {
            assertThat(classifier.modelDirectory().resolve("serving.properties"))
                    .content()
                    .contains("variant=portable");
            assertThat(classifier.classify(COFFEE).labels()).hasSize(1_000);
            assertThat(classifier.classify(COFFEE).labels()).hasSize(1_000);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(log).hasSize(1).first().asString().contains("portable");
    }

    @Test
    @DisplayName("leaves a directory that stock DJL loads by itself")
    void stockDjl() throws Exception {
        Criteria<Image, Classifications> criteria = Criteria.builder()
                .setTypes(Image.class, Classifications.class)
                .optModelPath(bundled(Variant.PORTABLE))
                .optEngine("PyTorch")
                .build();
        try (ZooModel<Image, Classifications> model = criteria.loadModel();
                Predictor<Image, Classifications> predictor = model.newPredictor()) {
            Image image = ImageFactory.getInstance().fromFile(COFFEE);
            assertThat(predictor.predict(image).best().getClassName()).isEqualTo("espresso");
        }
    }

    private static Path bundled(Variant variant) {
        return new ModelCache(ModelCatalog.bundled(), SETTINGS.home())
                .directory(ClassifierSettings.DEFAULT_MODEL, variant);
    }

    /** As another libtorch would find it: an operator that is not there. */
    private static void breakOperators(Path archive) throws IOException {
        ByteArrayOutputStream broken = new ByteArrayOutputStream();
        try (ZipFile in = new ZipFile(archive.toFile());
                ZipOutputStream out = new ZipOutputStream(broken)) {
            for (ZipEntry entry : in.stream().toList()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream content = in.getInputStream(entry)) {
                    String text = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
                    out.write(text.replace("_convolution_pointwise", "_convolution_pointwisf")
                            .getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        }
        Files.write(archive, broken.toByteArray());
    }

    private static final class Listener extends Handler {
        private final List<String> messages;

        private Listener(List<String> messages) {
            this.messages = messages;
        }

        @Override
        public void publish(LogRecord message) {
            messages.add(message.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
