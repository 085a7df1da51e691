package dev.spotter.pytorch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Label;
import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.FineTuned;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelPackage;
import dev.spotter.inference.model.SpotterHome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("A model directory with independent labels")
class IndependentLabelsTest {
    private static final double TOLERANCE = 1e-4;
    /** What the network sees, so that neither DJL nor Spotter resizes. */
    private static final int SIDE = 224;

    private static final List<String> LABELS = List.of("cup", "espresso", "missile");
    private static final SpotterHome HOME = SpotterHome.from(System.getenv());

    @TempDir
    private static Path directory;

    private static Path model;
    private static Path photo;

    @BeforeAll
    static void layOut() throws IOException {
        PyTorchEngine.start(HOME);
        SpotterHome home = new SpotterHome(directory.resolve("home"));
        FineTuned.installSome("three", home, directory, LABELS);
        Path archive = directory.resolve("three.tar.gz");
        new ModelPackage(ModelCatalog.bundled(), home).write("three", archive);
        model = Files.createDirectory(directory.resolve("three"));
        unpack(archive, model);
        BufferedImage coffee =
                ImageIO.read(Path.of("..", "..", "samples", "coffee.png").toFile());
        int side = Math.min(coffee.getWidth(), coffee.getHeight());
        BufferedImage small = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        small.createGraphics().drawImage(coffee.getSubimage(100, 0, side, side), 0, 0, SIDE, SIDE, null);
        photo = directory.resolve("photo.png");
        ImageIO.write(small, "png", photo.toFile());
    }

    @Test
    @DisplayName("gives the scores of stock DJL if its network applies sigmoid, and the same with activation=sigmoid")
    void stockDjl() throws Exception {
        Path applied = copy("applied", "applySoftmax=false\nindependentLabels=true");
        applySigmoid(applied.resolve("three.pt"));
        Map<String, Double> expected = scoresOfStockDjl(applied);
        assertThat(expected.values().stream().mapToDouble(Double::doubleValue).sum())
                .isGreaterThan(1.5);
        for (Path each : List.of(applied, copy("logits", "applySoftmax=false\nactivation=sigmoid"))) {
            Classification result = classify(each);
            assertThat(result.labels()).hasSize(LABELS.size()).isSorted();
            assertThat(result.labels()).allSatisfy(label -> assertThat(label.score())
                    .isCloseTo(expected.get(label.name()), within(TOLERANCE)));
            assertThat(result.labelsAbove()).extracting(Label::name).containsExactlyInAnyOrder("cup", "espresso");
            assertThat(result.confident()).contains(true);
        }
    }

    @Test
    @DisplayName("says that no label applies if none reaches the threshold")
    void nothing() throws IOException {
        Path strict = copy("strict", "applySoftmax=false\nactivation=sigmoid\nunsureBelow=1");
        Classification result = classify(strict);
        assertThat(result.labelsAbove()).isEmpty();
        assertThat(result.confident()).contains(false);
    }

    @Test
    @DisplayName("is refused with what to write, if its logits are declared as scores")
    void logits() throws IOException {
        Path wrong = copy("wrong", "applySoftmax=false\nindependentLabels=true");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> classify(wrong))
                .withMessageContaining("activation=sigmoid if its labels are independent");
    }

    private static Classification classify(Path modelDirectory) throws IOException {
        ClassifierSettings settings = ClassifierSettings.from(System.getenv()).withModel(modelDirectory.toString());
        try (DjlClassifier classifier = DjlClassifier.open(settings)) {
            return classifier.classify(photo);
        }
    }

    private static Map<String, Double> scoresOfStockDjl(Path modelDirectory) throws Exception {
        Criteria<Image, Classifications> criteria = Criteria.builder()
                .setTypes(Image.class, Classifications.class)
                .optModelPath(modelDirectory)
                .optEngine("PyTorch")
                .build();
        try (ZooModel<Image, Classifications> stock = criteria.loadModel();
                Predictor<Image, Classifications> predictor = stock.newPredictor()) {
            Classifications result =
                    predictor.predict(ImageFactory.getInstance().fromFile(photo));
            List<Classifications.Classification> items = result.items();
            return items.stream()
                    .collect(Collectors.toMap(
                            Classifications.Classification::getClassName,
                            Classifications.Classification::getProbability));
        }
    }

    private static Path copy(String name, String scores) throws IOException {
        Path copy = Files.createDirectory(directory.resolve(name));
        for (String file : List.of("synset.txt", "three.pt")) {
            Files.copy(model.resolve(file), copy.resolve(file));
        }
        String properties = Files.readString(model.resolve("serving.properties"), UTF_8)
                .replace("applySoftmax=true", scores)
                .replace("resizeShort=256", "resizeShort=" + SIDE);
        Files.writeString(copy.resolve("serving.properties"), properties, UTF_8);
        return copy;
    }

    /** Changes the program in the TorchScript file: its last layer ends with a sigmoid. */
    private static void applySigmoid(Path network) throws IOException {
        Path changed = network.resolveSibling("changed");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(network));
                OutputStream file = Files.newOutputStream(changed);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setLevel(0);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(entry.getName().endsWith("/linear.py") ? withSigmoid(content) : content);
            }
        }
        Files.delete(network);
        Files.move(changed, network);
    }

    private static byte[] withSigmoid(byte[] program) {
        String linear = "torch.linear(input, weight, bias)";
        String text = new String(program, UTF_8);
        assertThat(text).contains(linear);
        return text.replace(linear, "torch.sigmoid(" + linear + ")").getBytes(UTF_8);
    }

    private static void unpack(Path file, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Files.copy(tar, to.resolve(entry.getName()));
            }
        }
    }
}
