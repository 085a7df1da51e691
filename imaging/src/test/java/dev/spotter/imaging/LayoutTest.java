package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@DisplayName("An image is the same however its file is laid out")
class LayoutTest {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT.withMaxBytes(1 << 26));
    /** The second size is reduced while it is decoded. */
    private static final int[][] SIZES = {{333, 217}, {2_501, 1_701}};

    @ParameterizedTest
    @DisplayName("PNG: interlaced by Adam7 as row by row")
    @ValueSource(ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_4BYTE_ABGR, BufferedImage.TYPE_BYTE_GRAY})
    void interlaced(int type) throws IOException {
        for (int[] size : SIZES) {
            BufferedImage image = TestImages.gradient(size[0], size[1], type);
            assertSame(
                    write(image, "png", ImageWriteParam.MODE_DISABLED, 0),
                    write(image, "png", ImageWriteParam.MODE_DEFAULT, 0));
        }
    }

    @ParameterizedTest
    @DisplayName("TIFF: in tiles as in strips")
    @ValueSource(ints = {16, 64, 256})
    void tiled(int tile) throws IOException {
        for (int[] size : SIZES) {
            BufferedImage image = TestImages.gradient(size[0], size[1], BufferedImage.TYPE_3BYTE_BGR);
            assertSame(
                    write(image, "png", ImageWriteParam.MODE_DISABLED, 0),
                    write(image, "tiff", ImageWriteParam.MODE_DEFAULT, tile));
        }
    }

    private static void assertSame(ImageBytes expected, ImageBytes actual) {
        assertThat(Samples.crop(DECODER.decode(actual), Interpolation.BILINEAR))
                .containsExactly(Samples.crop(DECODER.decode(expected), Interpolation.BILINEAR));
    }

    private static ImageBytes write(BufferedImage image, String format, int progressive, int tile) throws IOException {
        return ImageIoFile.of(image, format, how -> {
            if (how.canWriteProgressive()) {
                how.setProgressiveMode(progressive);
            }
            ImageIoFile.tile(how, tile);
        });
    }
}
