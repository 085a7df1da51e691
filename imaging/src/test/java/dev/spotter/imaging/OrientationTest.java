package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.Orientation;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A stored image is turned upright")
class OrientationTest {
    private static final int WIDTH = 301;
    private static final int HEIGHT = 407;

    @ParameterizedTest
    @EnumSource
    @DisplayName("from every orientation to the very same image")
    void upright(Orientation orientation) {
        DecodedImage image = stored(orientation);

        assertThat(image.widthPixels()).isEqualTo(WIDTH);
        assertThat(image.heightPixels()).isEqualTo(HEIGHT);
        float[] expected = Samples.crop(stored(Orientation.AS_STORED), Interpolation.BICUBIC);
        assertThat(Arrays.equals(Samples.crop(image, Interpolation.BICUBIC), expected))
                .isTrue();
    }

    /** The stored form whose upright image is red to the right, green downwards. */
    private static DecodedImage stored(Orientation orientation) {
        SampledAxis x = SampledAxis.centred(orientation.swapsSides() ? HEIGHT : WIDTH, 1);
        SampledAxis y = SampledAxis.centred(orientation.swapsSides() ? WIDTH : HEIGHT, 1);
        return new DecodedImage(new Gradient(x.sizePixels(), y.sizePixels(), orientation), x, y, orientation);
    }

    private record Gradient(int widthPixels, int heightPixels, Orientation orientation) implements PixelRows {
        @Override
        public void read(int y, byte[] rgb) {
            for (int x = 0; x < widthPixels; x++) {
                int uprightX =
                        switch (orientation) {
                            case AS_STORED, FLIP_VERTICALLY -> x;
                            case FLIP_HORIZONTALLY, ROTATE_180 -> WIDTH - 1 - x;
                            case TRANSPOSE, ROTATE_270_CLOCKWISE -> y;
                            case ROTATE_90_CLOCKWISE, TRANSVERSE -> WIDTH - 1 - y;
                        };
                int uprightY =
                        switch (orientation) {
                            case AS_STORED, FLIP_HORIZONTALLY -> y;
                            case FLIP_VERTICALLY, ROTATE_180 -> HEIGHT - 1 - y;
                            case TRANSPOSE, ROTATE_90_CLOCKWISE -> x;
                            case ROTATE_270_CLOCKWISE, TRANSVERSE -> HEIGHT - 1 - x;
                        };
                rgb[x * 3] = (byte) (uprightX * 255 / WIDTH);
                rgb[x * 3 + 1] = (byte) (uprightY * 255 / HEIGHT);
                rgb[x * 3 + 2] = (byte) (uprightX * uprightY % 256 / 8);
            }
        }
    }
}
