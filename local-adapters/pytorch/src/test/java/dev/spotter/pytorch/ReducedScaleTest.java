package dev.spotter.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Label;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.imaging.TurboJpegLookup;
import dev.spotter.inference.model.ClassifierSettings;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@DisplayName("A large JPEG, decoded at a reduced scale")
class ReducedScaleTest {
    private static final Path SAMPLES = Path.of("..", "..", "samples");
    private static final double TOLERANCE = 0.05;
    private static final double TOLERANCE_OF_NOISE = 0.2;
    /** The standard deviation, of 256 levels: a photo by little light. */
    private static final double NOISE = 30;

    private static final double MARGIN = 0.1;
    private static final List<String> SAMPLE_NAMES = List.of("camera.png", "chelsea.png", "coffee.png", "rocket.jpg");
    private static final int[] SHORT_SIDES = {1_224, 1_700};
    private static final ClassifierSettings SETTINGS = ClassifierSettings.from(System.getenv())
            .withPredictors(1)
            .withLimits(ImageLimits.DEFAULT.withMaxBytes(100 << 20));

    @ParameterizedTest(name = "with TurboJPEG where it is: {0}")
    @DisplayName("has the scores of the whole image within 0.05, and the same best label where it is clear")
    @ValueSource(booleans = {false, true})
    void scores(boolean turboJpeg) throws IOException {
        try (DjlClassifier classifier = DjlClassifier.open(SETTINGS.withTurboJpeg(turboJpeg))) {
            for (String sample : SAMPLE_NAMES) {
                for (int side : SHORT_SIDES) {
                    ImageBytes jpeg = enlarged(sample, side);
                    Classification whole = classifier.classify(bitmap(jpeg));
                    double difference = difference(classifier.classify(jpeg), whole, sample + " of " + side);
                    assertThat(difference).as("%s of %d", sample, side).isLessThan(TOLERANCE);
                }
            }
        }
    }

    /** Java's decoder keeps single samples, of which each brings its noise along; TurboJPEG keeps means. */
    @ParameterizedTest(name = "with TurboJPEG where it is: {0}")
    @DisplayName("that is noisy, has the scores of the whole image within 0.05 by TurboJPEG and within 0.2 by Java")
    @ValueSource(booleans = {false, true})
    void noisy(boolean turboJpeg) throws IOException {
        try (DjlClassifier classifier = DjlClassifier.open(SETTINGS.withTurboJpeg(turboJpeg))) {
            double tolerance =
                    turboJpeg && new TurboJpegLookup().location().isPresent() ? TOLERANCE : TOLERANCE_OF_NOISE;
            for (String sample : SAMPLE_NAMES) {
                ImageBytes jpeg = encoded(noisy(enlargedPixels(sample, SHORT_SIDES[0])), "jpg");
                Classification whole = classifier.classify(bitmap(jpeg));
                assertThat(difference(classifier.classify(jpeg), whole, "noisy " + sample))
                        .as(sample)
                        .isLessThan(tolerance);
            }
        }
    }

    private static BufferedImage noisy(BufferedImage image) {
        Random random = new Random(20_261_127);
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < samples.length; i++) {
            long level = (samples[i] & 0xFF) + Math.round(NOISE * random.nextGaussian());
            samples[i] = (byte) Math.max(0, Math.min(255, level));
        }
        return image;
    }

    private static double difference(Classification reduced, Classification whole, String what) {
        Map<String, Double> scores =
                reduced.labels().stream().collect(Collectors.toMap(Label::name, Label::score, Math::max));
        double difference = 0;
        for (Label label : whole.top(5)) {
            difference = Math.max(difference, Math.abs(scores.getOrDefault(label.name(), -1.0) - label.score()));
        }
        System.out.printf("%s: at most %.3f away, best %s%n", what, difference, whole.best());
        if (whole.best().score() - whole.labels().get(1).score() > MARGIN) {
            assertThat(reduced.best().name()).as(what).isEqualTo(whole.best().name());
        }
        return difference;
    }

    private static ImageBytes enlarged(String sample, int shortSide) throws IOException {
        return encoded(enlargedPixels(sample, shortSide), "jpg");
    }

    private static BufferedImage enlargedPixels(String sample, int shortSide) throws IOException {
        BufferedImage small = ImageIO.read(SAMPLES.resolve(sample).toFile());
        double scale = (double) shortSide / Math.min(small.getWidth(), small.getHeight());
        int width = (int) Math.round(small.getWidth() * scale);
        int height = (int) Math.round(small.getHeight() * scale);
        BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(small, 0, 0, width, height, null);
        graphics.dispose();
        return large;
    }

    /** The same image in a format that is decoded whole. */
    private static ImageBytes bitmap(ImageBytes jpeg) throws IOException {
        return encoded(ImageIO.read(new ByteArrayInputStream(jpeg.toByteArray())), "bmp");
    }

    private static ImageBytes encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return ImageBytes.wrap(bytes.toByteArray());
    }
}
