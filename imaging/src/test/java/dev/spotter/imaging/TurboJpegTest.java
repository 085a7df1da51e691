package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("With TurboJPEG")
class TurboJpegTest {
    private static final Optional<TurboJpeg> LIBRARY = TurboJpeg.find();

    @BeforeAll
    static void present() {
        Assumptions.assumeTrue(
                LIBRARY.isPresent(), "this machine has no TurboJPEG library (libturbojpeg0), so it is not tested");
    }

    private static ImageDecoder decoder(ImageLimits limits) {
        return new ImageDecoder(limits, () -> LIBRARY);
    }

    @Nested
    class Crops extends ReferenceCropTest {
        @Override
        ImageDecoder newDecoder(ImageLimits limits) {
            return decoder(limits);
        }
    }

    @Nested
    class Hostile extends HostileImageTest {
        @Override
        ImageDecoder newDecoder(ImageLimits limits) {
            return decoder(limits);
        }
    }

    @Nested
    class Damaged extends DamagedImageTest {
        @Override
        ImageDecoder newDecoder(ImageLimits limits) {
            return decoder(limits);
        }
    }

    @Nested
    class Odd extends OddJpegTest {
        @Override
        ImageDecoder decoder() {
            return TurboJpegTest.decoder(ImageLimits.DEFAULT);
        }
    }

    @Nested
    class Large extends LargeImageTest {
        @Override
        ImageDecoder newDecoder(ImageLimits limits) {
            return decoder(limits);
        }
    }

    @Test
    @DisplayName("samples that were reduced are means, and a cut-off image is grey below, as with the JDK's decoder")
    void sameAsTheJdk() {
        byte[] jpeg = TestImages.encoded(TestImages.gradient(2_411, 1_800, BufferedImage.TYPE_3BYTE_BGR), "jpg")
                .toByteArray();
        for (byte[] bytes : new byte[][] {jpeg, Arrays.copyOf(jpeg, jpeg.length / 2)}) {
            DecodedImage turbo = decoder(ImageLimits.DEFAULT).decode(ImageBytes.copyOf(bytes));
            DecodedImage jdk = new ImageDecoder(ImageLimits.DEFAULT).decode(ImageBytes.copyOf(bytes));

            assertThat(turbo.x()).isEqualTo(SampledAxis.averaged(2_411, 2));
            float[] expected = Samples.crop(jdk, Interpolation.BILINEAR);
            float[] actual = Samples.crop(turbo, Interpolation.BILINEAR);
            for (int i = 0; i < expected.length; i++) {
                assertThat(Math.abs(actual[i] - expected[i])).isLessThan(4);
            }
        }
    }

    @Test
    @DisplayName("CMYK, and colours that only a dropped segment tells, go the JDK's way")
    void oddColours() {
        DecodedImage cmyk = decoder(ImageLimits.DEFAULT).decode(Samples.bytes("formats/cmyk.jpg"));

        assertThat(cmyk.x().averaged()).isFalse();
        assertThat(decoder(ImageLimits.DEFAULT)
                        .decode(Samples.bytes("formats/grey.jpg"))
                        .x()
                        .averaged())
                .isTrue();
    }
}
