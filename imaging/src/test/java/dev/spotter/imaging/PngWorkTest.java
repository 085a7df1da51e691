package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.TooManyPixelsException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The work for a PNG")
class PngWorkTest {
    private static final int RGB = 2;
    private static final int RGBA = 6;
    private static final int HEADER_BYTES = 33;

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @ParameterizedTest
    @CsvSource({"7000, 16, " + RGBA, "5600, 16, " + RGBA, "7000, 16, " + RGB, "6500, 16, " + RGB})
    @DisplayName("is refused by its header where 16 bits per sample make too many bytes to filter")
    void refused(int side, int depth, int colourType) {
        ImageBytes png = header(side, depth, colourType);
        assertThatExceptionOfType(TooManyPixelsException.class)
                .isThrownBy(() -> decoder.decode(png))
                .withMessageContaining("16 bits per sample");
        ImageDecoder larger = new ImageDecoder(ImageLimits.DEFAULT.withMaxPixels(250_000_000));
        assertThatExceptionOfType(DamagedImageException.class).isThrownBy(() -> larger.decode(png));
    }

    @ParameterizedTest
    @CsvSource({"7000, 8, " + RGBA, "5500, 16, " + RGBA, "6400, 16, " + RGB, "7000, 16, 0", "7000, 16, 4"})
    @DisplayName("is accepted for any other form of 50 million pixels")
    void accepted(int side, int depth, int colourType) {
        // The header alone is damaged, and no more.
        assertThatCode(() -> decoder.decode(header(side, depth, colourType))).isInstanceOf(DamagedImageException.class);
    }

    private static ImageBytes header(int side, int depth, int colourType) {
        ByteBuffer png = ByteBuffer.allocate(HEADER_BYTES)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put(new byte[] {'I', 'H', 'D', 'R'})
                .putInt(side)
                .putInt(side)
                .put(new byte[] {(byte) depth, (byte) colourType, 0, 0, 0});
        CRC32 checksum = new CRC32();
        checksum.update(png.array(), 12, 17);
        return ImageBytes.wrap(png.putInt((int) checksum.getValue()).array());
    }
}
