package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("BMP")
class BmpTest {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);
    private static final int[] NO_MASKS = {};
    private static final int MUTANTS = 400;

    @ParameterizedTest
    @DisplayName("The image is the same whatever the header says of sizes, and however old the header is")
    @ValueSource(
            strings = {"bmp24-filesize-0.bmp", "bmp24-wrong-size-small.bmp", "bmp32-v5-rgb-alpha-mask-bytes-0.bmp"})
    void cases(String name) {
        int[] expected = TiffTest.pixels(Samples.bytes("cases/bmp24-wrong-size-small.bmp"));

        assertThat(TiffTest.pixels(Samples.bytes("cases/" + name))).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("Headers of every age have pixels of 24 bits")
    @ValueSource(ints = {12, 16, 40, 52, 56, 64, 108, 124})
    void headers(int headerBytes) {
        byte[] bmp = bmp(headerBytes, 1, 1, 24, 0, NO_MASKS, new byte[0], new byte[] {3, 2, 1, 0});
        assertThat(pixels(bmp)).containsExactly(1, 2, 3);
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(10, 0);
        assertThat(pixels(bmp)).containsExactly(1, 2, 3);
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(10, Integer.MAX_VALUE);
        assertThat(pixels(bmp)).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("Rows lie from the bottom up, or from the top down where the height is negative")
    void direction() {
        byte[] rows = {1, 1, 1, 0, 2, 2, 2, 0};
        assertThat(pixels(bmp(40, 1, 2, 24, 0, NO_MASKS, new byte[0], rows))).containsExactly(2, 2, 2, 1, 1, 1);
        assertThat(pixels(bmp(40, 1, -2, 24, 0, NO_MASKS, new byte[0], rows))).containsExactly(1, 1, 1, 2, 2, 2);
    }

    @Test
    @DisplayName("Masks of any bits; one of none is a channel of 0, and alpha counts where a mask names it")
    void masks() {
        assertThat(pixels(masked(40, 16, 0x7FFF, 0x7C00, 0x3E0, 0))).containsExactly(255, 255, 0);
        assertThat(pixels(masked(40, 16, 0xF81F, 0xF800, 0x7E0, 0x1F))).containsExactly(255, 0, 255);
        assertThat(pixels(masked(40, 32, 0x3FF00000, 0x3FF00000, 0xFFC00, 0x3FF)))
                .containsExactly(255, 0, 0);
        assertThat(pixels(masked(124, 32, 0x00112233, 0xFF0000, 0xFF00, 0xFF, 0)))
                .containsExactly(17, 34, 51);
        assertThat(pixels(masked(124, 32, 0x00112233, 0xFF0000, 0xFF00, 0xFF, 0xFF000000)))
                .containsExactly(255, 255, 255);
        assertThat(pixels(masked(40, 32, 0x00112233, 0xFF0000, 0xFF00, 0xFF))).containsExactly(17, 34, 51);
        assertThatThrownBy(() -> pixels(masked(40, 16, 0x7FFF, 0, 0, 0)))
                .isInstanceOf(DamagedImageException.class)
                .hasMessageContaining("its masks name no colour");
        for (int[] odd : new int[][] {{0xFF0000, 0xFF0000, 0xFF}, {0xF0F000, 0xF00, 0xFF}, {-1, 0xFF00, 0xFF}}) {
            assertThatThrownBy(() -> pixels(masked(40, 32, 0x112233, odd)))
                    .isInstanceOf(UnsupportedImageException.class)
                    .hasMessageContaining("has masks that overlap or have gaps");
        }
        assertThat(TiffTest.pixels(Samples.bytes("cases/bmp16-blue-mask-0.bmp")))
                .contains(255);
    }

    @ParameterizedTest
    @DisplayName("Palettes, however many colours the header claims")
    @CsvSource({"1,0", "1,2", "2,0", "4,0", "4,16", "8,0", "8,2147483647", "8,-1"})
    void palettes(int bits, int claimed) {
        byte[] palette = new byte[4 << bits];
        Arrays.fill(palette, palette.length - 4, palette.length, (byte) 77);
        byte[] row = {(byte) (((1 << bits) - 1) << (8 - bits)), 0, 0, 0};
        byte[] bmp = bmp(40, 1, 1, bits, 0, NO_MASKS, palette, row);
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(46, claimed);

        assertThat(pixels(bmp)).containsExactly(77, 77, 77);
    }

    @Test
    @DisplayName("Run lengths with jumps, plain runs and without an end")
    void runs() {
        byte[] whole = {2, 1, 1, 2, 0, 0, 0, 3, 3, 2, 1, 0, 0, 0};
        assertThat(reds(8, 1, whole)).containsExactly(3, 2, 1, 1, 1, 2);
        assertThat(reds(8, 1, Arrays.copyOf(whole, 12))).containsExactly(3, 2, 1, 1, 1, 2);
        byte[] jump = {1, 1, 0, 2, 1, 1, 1, 2, 0, 1};
        assertThat(reds(8, 1, jump)).containsExactly(0, 0, 2, 1, 0, 0);
        byte[] nibbles = {3, 0x12, 0, 0, 0, 3, 0x32, 0x10, 0, 1};
        assertThat(reds(4, 2, nibbles)).containsExactly(3, 2, 1, 1, 2, 1);
        assertThat(reds(8, 1, new byte[] {(byte) 255, 3, 0, 0, 0, 2, 0, (byte) 255}))
                .containsExactly(0, 0, 0, 3, 3, 3);
        assertThatThrownBy(() -> reds(8, 1, new byte[] {2, 1}))
                .isInstanceOf(DamagedImageException.class)
                .hasMessageContaining("ends too early");
    }

    @ParameterizedTest
    @DisplayName("What is not read is named, with what to do")
    @CsvSource({
        "40,0,4,a JPEG inside",
        "40,0,5,a PNG inside",
        "64,24,4,as OS/2 does",
        "40,64,0,64 bits a pixel",
        "40,24,1,method 1 with 24 bits",
        "40,32,11,CMYK"
    })
    void unsupported(int headerBytes, int bits, int compression, String name) {
        byte[] bmp = bmp(headerBytes, 1, 1, bits, compression, NO_MASKS, new byte[0], new byte[4]);

        assertThatThrownBy(() -> pixels(bmp))
                .isInstanceOf(UnsupportedImageException.class)
                .hasMessageContaining("the BMP image is of a kind that is not supported: it ")
                .hasMessageContaining(name)
                .hasMessageContaining("save it as PNG or JPEG");
    }

    @Test
    @DisplayName("An image that is cut off is refused, unless only the last row's filling is missing")
    void cutOff() {
        byte[] bmp = bmp(40, 1, 2, 24, 0, NO_MASKS, new byte[0], new byte[8]);
        assertThat(pixels(Arrays.copyOf(bmp, bmp.length - 1))).hasSize(6);
        assertThatThrownBy(() -> pixels(Arrays.copyOf(bmp, bmp.length - 2)))
                .isInstanceOf(DamagedImageException.class)
                .hasMessageContaining("ends too early");
    }

    @Tag("slow")
    @ParameterizedTest
    @DisplayName("Damaged in any way it is an image or an error in words")
    @ValueSource(strings = {"bmp16-blue-mask-0.bmp", "bmp24-filesize-0.bmp", "bmp32-v5-rgb-alpha-mask-bytes-0.bmp"})
    void mutants(String name) {
        byte[] whole = Samples.read("cases/" + name);
        Random random = new Random(20_261_127);
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = whole.clone();
            for (int change = 0; change <= i % 3; change++) {
                mutant[2 + random.nextInt(140)] = (byte) random.nextInt();
            }
            try {
                assertThat(DECODER.decode(ImageBytes.wrap(mutant)).widthPixels())
                        .isPositive();
            } catch (SpotterException e) {
                assertThat(e)
                        .as("%s %d", name, i)
                        .hasMessageNotContaining("null")
                        .hasMessageNotContaining("ndex");
            }
        }
    }

    private static int[] pixels(byte[] bmp) {
        return TiffTest.pixels(ImageBytes.wrap(bmp));
    }

    /** The reds of an image of 3 x 2 pixels whose palette is shades of grey. */
    private static int[] reds(int bits, int compression, byte[] data) {
        byte[] palette = new byte[4 << bits];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = (byte) (i / 4);
        }
        int[] pixels = pixels(bmp(40, 3, 2, bits, compression, NO_MASKS, palette, data));
        return new int[] {pixels[0], pixels[3], pixels[6], pixels[9], pixels[12], pixels[15]};
    }

    private static byte[] masked(int headerBytes, int bits, int pixel, int... masks) {
        byte[] data = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(pixel)
                .array();
        return bmp(headerBytes, 1, 1, bits, 3, masks, new byte[0], data);
    }

    private static byte[] bmp(
            int headerBytes,
            int width,
            int height,
            int bits,
            int compression,
            int[] masks,
            byte[] palette,
            byte[] data) {
        ByteBuffer header =
                ByteBuffer.allocate(14 + Math.max(headerBytes, 40) + 16).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 'B').put((byte) 'M').putInt(14, headerBytes);
        if (headerBytes == 12) {
            header.putShort(18, (short) width).putShort(20, (short) height).putShort(22, (short) 1);
            header.putShort(24, (short) bits);
        } else {
            header.putInt(18, width).putInt(22, height).putShort(26, (short) 1).putShort(28, (short) bits);
        }
        if (headerBytes >= 40) {
            header.putInt(30, compression);
        }
        for (int i = 0; i < masks.length; i++) {
            header.putInt(54 + 4 * i, masks[i]);
        }
        int size = 14 + headerBytes + (headerBytes == 40 ? 4 * masks.length : 0);
        ByteBuffer file =
                ByteBuffer.allocate(size + palette.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(header.array(), 0, size).put(palette).put(data).putInt(10, size + palette.length);
        return file.array();
    }
}
