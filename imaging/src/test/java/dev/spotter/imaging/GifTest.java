package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.error.TooManyPixelsException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("GIF")
class GifTest {
    private static final int WHITE = 255;
    private static final int MUTANTS = 400;

    @Test
    @DisplayName("Codes that end before the last pixel, in whichever way, are damage")
    void endsEarly() {
        assertDamaged(new GifBuilder(2, 2).pixels(0, 1, 2), "it ends too early");
        assertDamaged(new GifBuilder(2, 2).codes(GifBuilder.CLEAR, 0, GifBuilder.CLEAR, 1), "it ends too early");
        assertDamaged(new GifBuilder(2, 2).blocks(new byte[] {2, 0}), "it ends too early");
        assertDamaged(new GifBuilder(2, 2).blocks(new byte[] {2}), "it ends too early");
        byte[] whole = Samples.read("formats/photo.gif");
        for (int length : new int[] {whole.length - 100, whole.length / 2, 2_000, 800, 785, 500}) {
            assertDamaged(Arrays.copyOf(whole, length), "it ends too early");
        }
    }

    @Test
    @DisplayName("Codes that stand for nothing are damage, unless they stand behind the last pixel")
    void nonsense() {
        assertDamaged(new GifBuilder(2, 2).codes(GifBuilder.CLEAR, 0, 7), "its LZW codes make no sense");
        assertDamaged(new GifBuilder(2, 2).codes(GifBuilder.CLEAR, 6), "its LZW codes make no sense");
        assertThat(reds(new GifBuilder(1, 1).codes(GifBuilder.CLEAR, 3, 7))).containsExactly(13);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 255})
    @DisplayName("Indices of a size that there is not are damage")
    void indexBits(int bits) {
        assertDamaged(new GifBuilder(1, 1).indexBits(bits).pixels(0), "indices have " + bits + " bits");
    }

    @Test
    @DisplayName("A whole image needs no end code, no end of its blocks and no end of the file")
    void withoutEnd() {
        GifBuilder gif = new GifBuilder(2, 1).codes(GifBuilder.CLEAR, 1, GifBuilder.CLEAR, 3);
        assertThat(reds(gif)).containsExactly(11, 13);
        byte[] bytes = gif.build().toByteArray();
        assertThat(reds(ImageBytes.wrap(Arrays.copyOf(bytes, bytes.length - 2))))
                .containsExactly(11, 13);
    }

    @Test
    @DisplayName("Strings are learned, also the one that a code completes itself, and codes grow with them")
    void strings() {
        assertThat(reds(new GifBuilder(6, 1).codes(1, 6, 7))).containsExactly(11, 11, 11, 11, 11, 11);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "4,0213", "5,04213", "9,084261357"})
    @DisplayName("Interlaced rows are put where they belong")
    void interlaced(int height, String order) {
        int[] stored = order.chars().map(row -> (row - '0') % 4).toArray();
        int[] expected = new int[height];
        Arrays.setAll(expected, y -> 10 + y % 4);

        assertThat(reds(new GifBuilder(1, height).interlaced().pixels(stored))).isEqualTo(expected);
    }

    @Test
    @DisplayName("Around a frame the screen has the palette's first colour, or is white where a colour is transparent")
    void smallFrame() {
        GifBuilder gif = new GifBuilder(4, 2).frame(1, 0, 2, 1).pixels(1, 2);
        assertThat(reds(gif)).containsExactly(10, 11, 12, 10, 10, 10, 10, 10);
        assertThat(reds(gif.transparent(2))).containsExactly(WHITE, 11, WHITE, WHITE, WHITE, WHITE, WHITE, WHITE);
    }

    @Test
    @DisplayName("A frame that is larger than its screen enlarges it, within the limits")
    void largeFrame() {
        assertThat(reds(new GifBuilder(1, 1).frame(1, 0, 2, 1).pixels(1, 2))).containsExactly(10, 11, 12);
        assertThatExceptionOfType(TooManyPixelsException.class)
                .isThrownBy(
                        () -> reds(new GifBuilder(1, 1).frame(0, 0, 60_000, 1).pixels(0)));
    }

    @Test
    @DisplayName("A frame's own palette goes before the file's; without any, and with one of greys, indices are greys")
    void palettes() {
        GifBuilder gif = new GifBuilder(2, 1).pixels(1, 3);
        assertThat(reds(gif.framePalette(1, 1, 1, 2, 2, 2))).containsExactly(2, 0);
        assertThat(reds(gif.framePalette(0, 0, 0, 1, 1, 1))).containsExactly(1, 3);
        assertThat(reds(new GifBuilder(2, 1).palette().pixels(1, 3))).containsExactly(1, 3);
        assertThat(TiffTest.pixels(new GifBuilder(1, 1).pixels(2).build())).containsExactly(12, 22, 32);
    }

    @Test
    @DisplayName("Comments, blocks of applications and bytes between the blocks are passed over")
    void between() {
        int[] comment = {0x21, 0xFE, 2, ',', ',', 1, ';', 0, 0x21, 0xFF, 0, 0, 99};

        assertThat(reds(new GifBuilder(1, 1).transparent(1).between(comment).pixels(1)))
                .containsExactly(WHITE);
    }

    @Test
    @DisplayName("A file without a frame, or with one of no pixels, says so")
    void noFrame() {
        byte[] gif = new GifBuilder(1, 1).palette().pixels(0).build().toByteArray();
        gif[13] = ';';
        assertDamaged(gif, "it has no frame");
        assertDamaged(new GifBuilder(1, 1).frame(0, 0, 0, 7).pixels(0), "its frame claims to be 0 x 7 pixels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"photo.gif", "animated.gif"})
    @DisplayName("Images have the pixels that another reader gives them")
    void samples(String name) throws IOException {
        byte[] file = Samples.read("formats/" + name);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        int[] expected = new int[image.getWidth() * image.getHeight()];
        Arrays.setAll(expected, i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) >> 16 & 0xFF);

        assertThat(reds(ImageBytes.wrap(file))).isEqualTo(expected);
    }

    @Tag("slow")
    @Test
    @DisplayName("Damaged in any way it is an image or an error in words")
    void mutants() {
        byte[] whole = Samples.read("formats/animated.gif");
        Random random = new Random(20_261_127);
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = whole.clone();
            for (int change = 0; change <= i % 3; change++) {
                mutant[6 + random.nextInt(i % 2 == 0 ? 1_000 : whole.length - 6)] = (byte) random.nextInt();
            }
            try {
                assertThat(reds(ImageBytes.wrap(mutant))).isNotEmpty();
            } catch (SpotterException e) {
                assertThat(e).as("%d", i).hasMessageNotContaining("null").hasMessageNotContaining("cannot be decoded");
            }
        }
    }

    private static void assertDamaged(GifBuilder gif, String reason) {
        assertDamaged(gif.build().toByteArray(), reason);
    }

    private static void assertDamaged(byte[] gif, String reason) {
        assertThatExceptionOfType(DamagedImageException.class)
                .isThrownBy(() -> reds(ImageBytes.wrap(gif)))
                .withMessageContaining(reason);
    }

    private static int[] reds(GifBuilder gif) {
        return reds(gif.build());
    }

    private static int[] reds(ImageBytes gif) {
        DecodedImage image = new ImageDecoder(ImageLimits.DEFAULT).decode(gif);
        int width = image.rows().widthPixels();
        int[] reds = new int[width * image.rows().heightPixels()];
        byte[] row = new byte[width * 3];
        for (int i = 0; i < reds.length; i++) {
            if (i % width == 0) {
                image.rows().read(i / width, row);
            }
            reds[i] = row[i % width * 3] & 0xFF;
        }
        return reds;
    }
}
