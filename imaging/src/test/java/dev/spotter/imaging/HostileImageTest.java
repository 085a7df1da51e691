package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.TooManyPixelsException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A hostile image costs no more than the limits allow")
class HostileImageTest {
    private final ImageDecoder decoder = newDecoder(ImageLimits.DEFAULT);

    ImageDecoder newDecoder(ImageLimits limits) {
        return new ImageDecoder(limits);
    }

    @Test
    @DisplayName("PNG that claims 60,000 x 60,000 pixels")
    void pngBomb() {
        byte[] png = Samples.read("chelsea.png");
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);

        assertThatThrownBy(() -> decode(png))
                .isInstanceOf(TooManyPixelsException.class)
                .hasMessageContaining("60,000 x 60,000")
                .hasMessageContaining("20,000 pixels a side");
    }

    @Test
    @DisplayName("JPEG that claims 60,000 x 60,000 pixels")
    void jpegBomb() {
        byte[] jpeg = Samples.read("rocket.jpg");
        int frame = JpegFile.segment(jpeg, 0xC0);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);

        assertThatThrownBy(() -> decode(jpeg))
                .isInstanceOf(TooManyPixelsException.class)
                .hasMessageContaining("60,000 x 60,000");
    }

    @Test
    @DisplayName("More bytes than the limit")
    void bytes() {
        ImageDecoder strict = newDecoder(ImageLimits.DEFAULT.withMaxBytes(1_000));

        assertThatThrownBy(() -> strict.decode(Samples.bytes("coffee.png"))).isInstanceOf(ImageTooLargeException.class);
    }

    @Test
    @DisplayName("PNG texts and profiles that inflate to 200 MB are not inflated")
    void pngTexts() throws IOException {
        byte[] bomb = TestImages.deflated(new byte[1 << 20], 200);
        byte[] named = new byte[bomb.length + 3];
        named[0] = 'a';
        System.arraycopy(bomb, 0, named, 3, bomb.length);
        byte[] palette = TestImages.chunk("PLTE", new byte[] {10, 20, 30});

        DecodedImage image = decoder.decode(TestImages.png(
                4, 4, 8, 3, new byte[4], TestImages.chunk("iCCP", named), TestImages.chunk("zTXt", named), palette));

        assertThat(Samples.crop(image, Interpolation.BILINEAR)[0]).isCloseTo(10f, offset(0.01f));
    }

    @Test
    @DisplayName("Progressive JPEG whose coefficients would not fit")
    void jpegCoefficients() {
        byte[] jpeg = Samples.read("formats/progressive.jpg");
        int frame = JpegFile.segment(jpeg, 0xC2);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 7_000).putShort(frame + 7, (short) 7_000);
        jpeg[frame + 11] = 0x11;

        assertThatThrownBy(() -> decode(jpeg))
                .isInstanceOf(TooManyPixelsException.class)
                .hasMessageContaining("for a progressive JPEG of its kind");
    }

    @Test
    @DisplayName("Lossless WebP that ends too early is not made up to its end")
    void webpEnds() {
        assertThatThrownBy(() -> decode(Arrays.copyOf(Samples.read("formats/lossless.webp"), 100_000)))
                .isInstanceOf(DamagedImageException.class)
                .hasMessage("the WebP image is damaged: it ends too early");
    }

    @Test
    @DisplayName("BMP with a PNG inside")
    void bmpInside() {
        byte[] bmp = Samples.read("formats/photo.bmp");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(30, 5);

        assertThatThrownBy(() -> decode(bmp))
                .isInstanceOf(UnsupportedImageException.class)
                .hasMessageContaining("a PNG inside");
    }

    @Test
    @DisplayName("TIFF that says of other data that it is JPEG, or with absurd counts")
    void tiff() {
        byte[] inside = tiffWith(259, 1, 7);
        byte[] counts = tiffWith(273, 0x7FFFFFFF, 8);

        assertThatThrownBy(() -> decode(inside))
                .isInstanceOf(DamagedImageException.class)
                .hasMessageContaining("a JPEG inside has no frame header");
        assertThatThrownBy(() -> decode(counts)).isInstanceOf(DamagedImageException.class);
    }

    @Test
    @DisplayName("GIF whose frame is larger than its screen, beyond the limits")
    void gifFrame() {
        byte[] bytes = TestImages.encoded(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_INDEXED), "gif")
                .toByteArray();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(GifFrameOffset.of(bytes) + 5, (short) 60_000);

        assertThatThrownBy(() -> decode(bytes)).isInstanceOf(TooManyPixelsException.class);
    }

    private void decode(byte[] bytes) {
        decoder.decode(ImageBytes.wrap(bytes));
    }

    private static byte[] tiffWith(int tag, int count, int value) {
        byte[] tiff = Samples.read("formats/photo.tiff");
        ByteBuffer b = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int entry = b.getInt(4) + 2;
        while (Short.toUnsignedInt(b.getShort(entry)) != tag) {
            entry += 12;
        }
        b.putInt(entry + 4, count);
        b.putShort(entry + 8, (short) value);
        return tiff;
    }
}
