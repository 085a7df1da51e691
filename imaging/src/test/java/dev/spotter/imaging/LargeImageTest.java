package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.tck.internal.OtherJvm;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Large images")
class LargeImageTest {
    private final ImageDecoder decoder = newDecoder(ImageLimits.DEFAULT.withMaxBytes(100 << 20));

    ImageDecoder newDecoder(ImageLimits limits) {
        return new ImageDecoder(limits);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "tiff"})
    @DisplayName("are reduced while they are decoded, and look the same")
    void reduced(String format) {
        ImageBytes large = TestImages.encoded(TestImages.gradient(3_001, 2_407, BufferedImage.TYPE_3BYTE_BGR), format);
        DecodedImage image = decoder.decode(large);
        float[] expected = Samples.crop(
                decoder.decode(
                        TestImages.encoded(TestImages.gradient(1_501, 1_204, BufferedImage.TYPE_3BYTE_BGR), "png")),
                Interpolation.BILINEAR);
        float[] actual = Samples.crop(image, Interpolation.BILINEAR);

        assertThat(image.widthPixels()).isEqualTo(3_001);
        assertThat((long) image.rows().widthPixels() * image.rows().heightPixels())
                .isLessThanOrEqualTo(Reduction.MAX_PIXELS);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i])).as(format).isLessThan(format.equals("jpg") ? 4 : 1.5f);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4000, 1000, 1",
        "2000, 2001, 2",
        "8600, 5800, 4",
        "20000, 2500, 4",
        "20000, 1023, 1",
        "20000, 70, 1",
        "1, 1, 1"
    })
    @DisplayName("are reduced no further than needed, and never below twice the usual short side")
    void factors(int width, int height, int factor) {
        assertThat(Reduction.factor(width, height)).isEqualTo(factor);
    }

    @Test
    @DisplayName("A JPEG of 12 million pixels, timed")
    void timed() {
        ImageBytes jpeg = TestImages.encoded(TestImages.gradient(4_000, 3_000, BufferedImage.TYPE_3BYTE_BGR), "jpg");
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            DecodedImage image = decoder.decode(jpeg);
            long decoded = System.nanoTime();
            float[] crop = Samples.crop(image, Interpolation.BILINEAR);
            System.out.printf(
                    "12 MP JPEG: decoded in %d ms, crop of %d floats in %d ms%n",
                    TimeUnit.NANOSECONDS.toMillis(decoded - start),
                    crop.length,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - decoded));
        }
    }

    @Tag("slow")
    @Test
    @DisplayName("as large as the limits allow are decoded two at a time in a heap of 256 MB")
    void heap(@TempDir Path directory) throws IOException, InterruptedException {
        Path png = directory.resolve("wide.png");
        Files.write(
                png,
                TestImages.png(6_250, 5_000, 16, 6, TestImages.row(50_000, 0x80))
                        .toByteArray());
        Path jpeg = directory.resolve("grey.jpg");
        Files.write(
                jpeg,
                TestImages.encoded(new BufferedImage(10_000, 5_000, BufferedImage.TYPE_BYTE_GRAY), "jpg")
                        .toByteArray());
        OtherJvm.said(
                "",
                directory.resolve("output"),
                List.of("-Xmx256m"),
                DecodeAtOnce.class,
                png.toString(),
                jpeg.toString());
    }
}
