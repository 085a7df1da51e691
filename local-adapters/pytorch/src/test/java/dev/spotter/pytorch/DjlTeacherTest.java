package dev.spotter.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import dev.spotter.core.classification.Label;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelPackage;
import dev.spotter.inference.network.NetworkClassifier;
import dev.spotter.inference.network.NetworkEmbedder;
import dev.spotter.inference.teaching.TeacherContract;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Teaching with DJL")
class DjlTeacherTest extends TeacherContract {
    /** The side that both preprocessings resize to: so neither changes a pixel, and the scores can be compared. */
    private static final int SIDE = 256;

    @TempDir
    private Path directory;

    @Override
    protected NetworkClassifier open(ClassifierSettings settings) {
        return DjlClassifier.open(settings);
    }

    @Override
    protected NetworkEmbedder openEmbedder(ClassifierSettings settings) {
        return DjlEmbedder.open(settings);
    }

    @Test
    @DisplayName("gives a package that stock DJL loads, with the same labels and scores")
    void packaged() throws Exception {
        ClassifierSettings settings = teachExample();
        Path file = directory.resolve("model.tar.gz");
        new ModelPackage(ModelCatalog.bundled(), settings.home()).write(settings.model(), file);
        Path unpacked = directory.resolve("unpacked");
        assertThat(ModelPackageTest.unpack(file, unpacked)).contains("LICENSE", "NOTICE");
        assertThat(unpacked.resolve("NOTICE")).content().contains("the last layer was fitted to photos");
        Path photo = square();
        Criteria<Image, Classifications> criteria = Criteria.builder()
                .setTypes(Image.class, Classifications.class)
                .optModelPath(unpacked)
                .optEngine("PyTorch")
                .build();
        try (ZooModel<Image, Classifications> model = criteria.loadModel();
                Predictor<Image, Classifications> predictor = model.newPredictor();
                NetworkClassifier classifier = open(settings)) {
            Map<String, Double> expected =
                    classifier.classify(photo).labels().stream().collect(Collectors.toMap(Label::name, Label::score));
            Classifications actual =
                    predictor.predict(ImageFactory.getInstance().fromFile(photo));
            assertThat(actual.getClassNames()).containsExactly("cat", "coffee");
            for (Classifications.Classification label : actual.<Classifications.Classification>items()) {
                assertThat(label.getProbability()).isCloseTo(expected.get(label.getClassName()), within(1e-4));
            }
        }
    }

    private Path square() throws IOException {
        BufferedImage coffee =
                ImageIO.read(Path.of("..", "..", "samples", "coffee.png").toFile());
        Path file = directory.resolve("square.png");
        ImageIO.write(coffee.getSubimage(100, 50, SIDE, SIDE), "png", file.toFile());
        return file;
    }
}
