package dev.spotter.aws.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.spotter.aws.Samples;
import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Label;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.Orientation;
import dev.spotter.pytorch.DjlClassifier;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An image for an endpoint that reads JPEG and PNG in RGB")
class EndpointImageTest {
    private static final int MAX_BYTES = SageMakerSettings.REAL_TIME_MAX_PAYLOAD_BYTES;
    /** What is sent by a signed URL. */
    private static final ImageLimits LIMITS = ImageLimits.DEFAULT.withMaxBytes(UploadSigning.DEFAULT_MAX_BYTES);

    /** In the smallest of the images, JPEG changes much. */
    private static final Map<ImageConversion, Double> TOLERANCES =
            Map.of(ImageConversion.TO_JPEG, 0.07, ImageConversion.TO_PNG, 1e-4);

    private static DjlClassifier network;

    @BeforeAll
    static void open() {
        network = DjlClassifier.open();
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"coffee.png", "chelsea.png", "rocket.jpg", "formats/baseline.jpg", "formats/progressive.jpg"})
    @DisplayName("is not changed if it is JPEG or PNG in RGB already")
    void unchanged(String sample) throws IOException {
        ImageBytes image = Samples.image(sample);
        assertThat(prepare(ImageConversion.TO_JPEG, image)).isSameAs(image);
        assertThat(prepare(ImageConversion.TO_PNG, image)).isSameAs(image);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camera.png",
                "formats/grey.jpg",
                "formats/grey16.png",
                "formats/palette.png",
                "formats/alpha.png",
                "formats/photo.bmp",
                "formats/photo.gif",
                "formats/photo.tiff",
                "formats/photo.webp",
                "formats/animated.gif",
                "formats/cmyk.jpg",
                "cases/tiff-cmyk-16-bit.tif",
                "cases/tiff-rgb-16-bit-deflate-predictor.tif",
                "cases/webp-lossy-chroma.webp",
                "formats/orientation-2.jpg",
                "formats/orientation-3.jpg",
                "formats/orientation-4.jpg",
                "formats/orientation-5.jpg",
                "formats/orientation-6.jpg",
                "formats/orientation-7.jpg",
                "formats/orientation-8.jpg"
            })
    @DisplayName("becomes an upright one that looks the same to a network")
    void converted(String sample) throws IOException {
        ImageBytes image = Samples.image(sample);
        ImageHeader before = ImageHeader.read(image);
        for (ImageConversion conversion : List.of(ImageConversion.TO_JPEG, ImageConversion.TO_PNG)) {
            ImageBytes sent = prepare(conversion, image);
            ImageHeader header = ImageHeader.read(sent);
            assertThat(header.format())
                    .isEqualTo(conversion == ImageConversion.TO_PNG ? ImageFormat.PNG : ImageFormat.JPEG);
            assertThat(header.orientation()).isEqualTo(Orientation.AS_STORED);
            assertThat(header.widthPixels()).isEqualTo(before.uprightWidthPixels());
            assertThat(header.heightPixels()).isEqualTo(before.uprightHeightPixels());
            assertThat(prepare(conversion, sent)).isSameAs(sent);
            assertSameLabel(sample + " " + conversion, network.classify(sent), network.classify(image), conversion);
        }
    }

    @Test
    @DisplayName("has the samples as they were stored: grey of 16 bits by its upper byte, half transparent over white")
    void samples() throws IOException {
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        grey.getRaster().setDataElements(0, 0, 2, 1, new short[] {(short) 0x8080, 0x2020});
        BufferedImage alpha = new BufferedImage(2, 1, BufferedImage.TYPE_4BYTE_ABGR);
        alpha.setRGB(0, 0, 0x80_FF_00_00);
        alpha.setRGB(1, 0, 0x00_12_34_56);
        assertThat(pixels(grey)).containsExactly(0xFF808080, 0xFF202020);
        assertThat(pixels(alpha)).containsExactly(0xFFFF7F7F, 0xFFFFFFFF);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(names = {"TO_JPEG", "IF_TOO_LARGE"})
    @DisplayName("is made small enough to be sent")
    void large(ImageConversion conversion) throws IOException {
        BufferedImage noise = new BufferedImage(6000, 4000, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < noise.getHeight(); y += 8) {
            for (int x = 0; x < noise.getWidth(); x += 8) {
                noise.getRaster().getDataBuffer().setElem(y * noise.getWidth() + x, random.nextInt(1 << 24));
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(noise, "png", png);
        ImageBytes image = ImageBytes.wrap(png.toByteArray());
        ImageBytes sent = endpointImage(conversion, image.sizeBytes() - 1).prepare(image);
        assertThat(ImageHeader.read(sent).widthPixels()).isEqualTo(2000);
        assertThat(ImageHeader.read(sent).heightPixels()).isEqualTo(1333);
        assertThat(sent.sizeBytes()).isLessThan(MAX_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"camera.png", "formats/alpha.png", "formats/photo.webp", "formats/orientation-6.jpg"})
    @DisplayName("is not changed if only its size counts and it is small enough")
    void unchangedIfSmall(String sample) throws IOException {
        ImageBytes image = Samples.image(sample);
        assertThat(prepare(ImageConversion.IF_TOO_LARGE, image)).isSameAs(image);
    }

    @Test
    @DisplayName("is compressed more, then reduced, until it is small enough or as small as a network's input")
    void reduced() throws IOException {
        ImageBytes image = Samples.image("camera.png");
        ImageHeader lossless = ImageHeader.read(prepare(ImageConversion.TO_PNG, image));
        ImageHeader lossy = header(ImageConversion.TO_PNG, 100_000, image);
        ImageHeader small = header(ImageConversion.TO_PNG, 50_000, image);
        assertThat(lossless.format()).isEqualTo(ImageFormat.PNG);
        assertThat(lossy).isEqualTo(new ImageHeader(ImageFormat.JPEG, 512, 512, Orientation.AS_STORED));
        assertThat(small).isEqualTo(new ImageHeader(ImageFormat.JPEG, 256, 256, Orientation.AS_STORED));
        assertThat(header(ImageConversion.TO_PNG, 1, image)).isEqualTo(small);
    }

    private static ImageHeader header(ImageConversion conversion, int maxBytes, ImageBytes image) {
        return ImageHeader.read(endpointImage(conversion, maxBytes).prepare(image));
    }

    @Test
    @DisplayName("is refused if decoding it is too much work, also if it need not be converted")
    void work() throws IOException {
        ImageBytes scans =
                withMoreScans(Samples.image("formats/progressive.jpg").toByteArray(), 2_000);
        assertThatExceptionOfType(UnsupportedImageException.class)
                .isThrownBy(() -> prepare(ImageConversion.TO_JPEG, scans))
                .withMessageContaining("too much work");
    }

    @Test
    @DisplayName("is refused where it is damaged")
    void damaged() throws IOException {
        for (String sample : List.of("camera.png", "formats/photo.bmp", "formats/photo.gif", "formats/photo.tiff")) {
            byte[] whole = Samples.image(sample).toByteArray();
            ImageBytes cut = ImageBytes.wrap(Arrays.copyOf(whole, Math.max(60, whole.length / 10)));
            assertThatExceptionOfType(DamagedImageException.class)
                    .as(sample)
                    .isThrownBy(() -> prepare(ImageConversion.TO_JPEG, cut));
        }
    }

    /** With scans that refine nothing. */
    private static ImageBytes withMoreScans(byte[] jpeg, int count) {
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 63, 63, 0x10};
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < count; i++) {
            file.writeBytes(scan);
        }
        file.write(jpeg, jpeg.length - 2, 2);
        return ImageBytes.wrap(file.toByteArray());
    }

    private static int[] pixels(BufferedImage image) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        ImageBytes sent = prepare(ImageConversion.TO_PNG, ImageBytes.wrap(png.toByteArray()));
        return ImageIO.read(sent.stream()).getRGB(0, 0, image.getWidth(), 1, null, 0, image.getWidth());
    }

    private static ImageBytes prepare(ImageConversion conversion, ImageBytes image) {
        return endpointImage(conversion, MAX_BYTES).prepare(image);
    }

    private static EndpointImage endpointImage(ImageConversion conversion, int maxBytes) {
        return new EndpointImage(conversion, maxBytes, LIMITS);
    }

    private static void assertSameLabel(
            String what, Classification result, Classification expected, ImageConversion conversion) {
        double score = result.labels().stream()
                .filter(label -> label.name().equals(expected.best().name()))
                .mapToDouble(Label::score)
                .max()
                .orElse(0);
        assertThat(score).as(what).isCloseTo(expected.best().score(), within(TOLERANCES.get(conversion)));
    }
}
