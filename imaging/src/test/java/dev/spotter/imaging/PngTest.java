package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.image.ImageBytes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("PNG and GIF")
class PngTest {
    private static final int PALETTE = 3;

    @Test
    @DisplayName("A PNG's damaged header or palette is told by its checksum, as Pillow does")
    void checksums() throws IOException {
        byte[] png = TestImages.png(1, 1, 8, PALETTE, new byte[1], TestImages.chunk("PLTE", new byte[] {1, 2, 3}))
                .toByteArray();
        assertThat(TiffTest.pixels(ImageBytes.wrap(png))).containsExactly(1, 2, 3);
        png[41]++;
        assertDamaged(png, "the checksum of its chunk PLTE is wrong");
        png[29]++;
        assertDamaged(png, "the checksum of its chunk IHDR is wrong");
    }

    @Test
    @DisplayName("A PNG of indices without a palette says so, and one without its end is read")
    void parts() {
        byte[] png = TestImages.png(1, 1, 8, PALETTE, new byte[1]).toByteArray();
        assertDamaged(png, "it has no palette");
        byte[] grey = TestImages.png(1, 1, 8, 0, new byte[] {99}).toByteArray();
        assertThat(TiffTest.pixels(ImageBytes.wrap(Arrays.copyOf(grey, grey.length - 12))))
                .containsExactly(99, 99, 99);
        grey[grey.length - 25] ^= 0x55;
        assertDamaged(grey, "its compressed data makes no sense");
    }

    @Test
    @DisplayName("A PNG with fewer rows than its header says is damaged, whether its data are whole or cut off, and "
            + "more are passed over")
    void rows() {
        byte[] png = TestImages.png(2, 3, 8, 0, new byte[] {7, 8}).toByteArray();
        assertDamaged(withHeight(png, 4), "it ends too early");
        assertDamaged(Arrays.copyOf(png, png.length - 24), "it ends too early");
        assertThat(TiffTest.pixels(ImageBytes.wrap(withHeight(png, 1)))).containsExactly(7, 7, 7, 8, 8, 8);
    }

    @Test
    @DisplayName("A PNG may have its data in any number of parts, empty ones too, with other chunks between them")
    void dataInParts() throws IOException {
        byte[] png = TestImages.png(2, 3, 8, 0, new byte[] {7, 8}).toByteArray();
        int[] expected = TiffTest.pixels(ImageBytes.wrap(png.clone()));
        int dataAt = 33 + 8;
        int dataEnd = png.length - 12 - 4;
        ByteArrayOutputStream split = new ByteArrayOutputStream();
        split.write(png, 0, 33);
        for (int at = dataAt; at < dataEnd; at++) {
            split.writeBytes(TestImages.chunk("IDAT", new byte[0]));
            split.writeBytes(TestImages.chunk("IDAT", new byte[] {png[at]}));
            split.writeBytes(TestImages.chunk("tEXt", new byte[3]));
        }
        byte[] cut = split.toByteArray();
        split.write(png, png.length - 12, 12);
        assertThat(TiffTest.pixels(ImageBytes.wrap(split.toByteArray()))).isEqualTo(expected);
        assertThat(TiffTest.pixels(ImageBytes.wrap(cut.clone()))).isEqualTo(expected);
        assertDamaged(Arrays.copyOf(cut, 33 + 5 * 40), "it ends too early");
    }

    private static byte[] withHeight(byte[] png, int height) {
        byte[] changed = png.clone();
        ByteBuffer header = ByteBuffer.wrap(changed).putInt(20, height);
        CRC32 checksum = new CRC32();
        checksum.update(changed, 12, 17);
        header.putInt(29, (int) checksum.getValue());
        return changed;
    }

    @Test
    @DisplayName("A GIF without any palette is grey")
    void gifWithoutPalette() {
        byte[] gif = TestImages.encoded(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), "gif")
                .toByteArray();
        int paletteBytes = 3 << ((gif[10] & 7) + 1);
        byte[] bare = new byte[gif.length - paletteBytes];
        System.arraycopy(gif, 0, bare, 0, 13);
        System.arraycopy(gif, 13 + paletteBytes, bare, 13, bare.length - 13);
        bare[10] &= 0x7F;

        assertThat(TiffTest.pixels(ImageBytes.wrap(bare))).containsOnly(0);
    }

    private static void assertDamaged(byte[] bytes, String reason) {
        assertThatThrownBy(() -> TiffTest.pixels(ImageBytes.wrap(bytes)))
                .isInstanceOf(DamagedImageException.class)
                .hasMessageContaining(reason);
    }
}
