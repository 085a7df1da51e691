package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A GIF's frame that does not fill its screen")
class PlacedFrameTest {
    @ParameterizedTest
    @CsvSource({"400, 100, 50", "4000, 1000, 500"})
    @DisplayName("lies where it belongs, amid the palette's first colour, at full and at reduced scale")
    void placed(int screen, int left, int top) {
        int side = screen / 2;
        BufferedImage frame = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_INDEXED);
        Graphics2D graphics = frame.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, side, side);
        graphics.dispose();
        byte[] gif = TestImages.encoded(frame, "gif").toByteArray();
        ByteBuffer b = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
        b.putShort(6, (short) screen).putShort(8, (short) screen);
        int descriptor = GifFrameOffset.of(gif);
        b.putShort(descriptor + 1, (short) left).putShort(descriptor + 3, (short) top);

        DecodedImage image = new ImageDecoder(ImageLimits.DEFAULT).decode(ImageBytes.wrap(gif));

        assertThat(image.widthPixels()).isEqualTo(screen);
        int factor = Reduction.factor(screen, screen);
        assertThat(sample(image, left / factor - 1, top / factor + 5)).isZero();
        assertThat(sample(image, left / factor + 1, top / factor + 1)).isEqualTo(255);
        assertThat(sample(image, (left + side) / factor - 1, (top + side) / factor - 1))
                .isEqualTo(255);
        assertThat(sample(image, (left + side) / factor + 1, top / factor + 5)).isZero();
        assertThat(sample(image, left / factor + 5, (top + side) / factor + 1)).isZero();
    }

    private static int sample(DecodedImage image, int x, int y) {
        byte[] row = new byte[image.rows().widthPixels() * 3];
        image.rows().read(y, row);
        return row[x * 3] & 0xFF;
    }
}
