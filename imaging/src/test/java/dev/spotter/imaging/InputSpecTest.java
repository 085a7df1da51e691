package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.core.image.ImageLimits;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A network's input")
class InputSpecTest {
    private static final List<Float> HALVES = List.of(0.5f, 0.5f, 0.5f);

    @Test
    @DisplayName("refuses what makes no sense, naming field, bound and value")
    void refusals() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(0, 1, HALVES, HALVES))
                .withMessage("resizePixels must be in [1,4096] but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(256, 257, HALVES, HALVES))
                .withMessage("cropPixels must be in [1,256] but was 257");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(256, 224, List.of(0.5f), HALVES))
                .withMessage("mean must have 3 values but had 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(256, 224, HALVES, List.of(1f, 0f, 1f)))
                .withMessage("standardDeviation must be above 0 but was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(256, 224, List.of(0f, Float.NaN, 0f), HALVES))
                .withMessage("mean must be finite but was NaN");
    }

    @Test
    @DisplayName("knows its interpolation by a lower-case name")
    void interpolation() {
        assertThat(Interpolation.of("bilinear")).isEqualTo(Interpolation.BILINEAR);
        assertThat(Interpolation.of("bicubic")).isEqualTo(Interpolation.BICUBIC);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interpolation.of("lanczos"))
                .withMessage("interpolation must be one of bilinear, bicubic but was \"lanczos\"");
    }

    @Test
    @DisplayName("is normalised, plane by plane, and leaves the buffer's position and what lies behind it")
    void normalised() {
        DecodedImage pixel = new ImageDecoder(ImageLimits.DEFAULT).decode(Samples.bytes("formats/one-pixel.png"));
        float[] plain = Samples.crop(pixel, Interpolation.BILINEAR);
        FloatBuffer out = FloatBuffer.allocate(13);
        out.put(12, 7f);

        InputWriter.write(pixel, spec(3, 2, HALVES, List.of(0.5f, 0.25f, 0.125f)), out);

        assertThat(out.position()).isZero();
        assertThat(out.get(12)).isEqualTo(7f);
        for (int channel = 0; channel < 3; channel++) {
            float sample = Math.round(plain[channel * Samples.CROP * Samples.CROP]) / 255f;
            assertThat(out.get(channel * 4 + 3)).isEqualTo((sample - 0.5f) / (0.5f / (1 << channel)));
        }
    }

    @Test
    @DisplayName("needs room for all of it")
    void room() {
        DecodedImage pixel = new ImageDecoder(ImageLimits.DEFAULT).decode(Samples.bytes("formats/one-pixel.png"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputWriter.write(pixel, spec(2, 2, HALVES, HALVES), FloatBuffer.allocate(11)))
                .withMessage("out must hold 12 floats but held 11");
    }

    private static InputSpec spec(int resize, int crop, List<Float> mean, List<Float> deviation) {
        return new InputSpec(resize, crop, Interpolation.BILINEAR, mean, deviation);
    }
}
