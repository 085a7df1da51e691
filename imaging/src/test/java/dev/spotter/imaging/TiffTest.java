package dev.spotter.imaging;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TIFF")
class TiffTest {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);
    private static final int MUTANTS = 1_500;

    @ParameterizedTest
    @DisplayName("Grey of every size of sample, in both orders of bytes, black or white being zero")
    @CsvSource({"1", "2", "3", "4", "7", "8", "10", "12", "16"})
    void greys(int bits) {
        int max = (1 << bits) - 1;
        int[] samples = {0, max, max / 3, max, 0};
        int third = bits > 8 ? (max / 3) >> (bits - 8) : max / 3 * 255 / max;
        for (ByteOrder order : new ByteOrder[] {LITTLE_ENDIAN, BIG_ENDIAN}) {
            byte[] row = packed(samples, bits, order);
            assertRow(new TiffBuilder(order, 5, 1).with(258, bits).part(row), 0, 255, third, 255, 0);
            assertRow(new TiffBuilder(order, 5, 1).with(258, bits).with(262, 0).part(row), 255, 0, 255 - third, 0, 255);
        }
    }

    @Test
    @DisplayName("An extra sample is transparency only where the file says so")
    void extraSamples() {
        byte[] grey = {100, 0};
        assertRow(one(2, 1, grey).with(338, 0), 100);
        assertRow(one(2, 1, grey), 100);
        assertRow(one(2, 1, grey).with(338, 2), 255);
        assertRow(one(2, 1, new byte[] {100, (byte) 155}).with(338, 1), 200);
        byte[] rgb = {10, 20, 30, 0, 99};
        assertPixel(one(4, 2, rgb).with(338, 0), 10, 20, 30);
        assertPixel(one(4, 2, rgb).with(338, 2), 255, 255, 255);
        assertPixel(one(4, 2, rgb), 255, 255, 255);
        assertPixel(one(4, 2, new byte[] {10, 20, 30, (byte) 200}).with(338, 1), 65, 75, 85);
        assertPixel(one(5, 2, rgb).with(338, 0, 0), 10, 20, 30);
        assertPixel(one(5, 2, rgb), 10, 20, 30);
        assertPixel(one(5, 2, new byte[] {10, 20, 30, 77, 0}).with(338, 0, 2), 255, 255, 255);
        assertPixel(one(5, 5, new byte[] {0, 0, 0, 55, 1}).with(338, 0), 200, 200, 200);
    }

    @Test
    @DisplayName("A palette, of 16 or by old custom of 8 bits, with transparency or without")
    void palettes() {
        long[] map = new long[768];
        map[7] = 0x1234;
        map[256 + 7] = 0x5678;
        map[512 + 7] = 0x9ABC;
        assertPixel(one(1, 3, new byte[] {7}).with(320, map), 0x12, 0x56, 0x9A);
        assertPixel(one(2, 3, new byte[] {7, 0}).with(320, map).with(338, 0), 0x12, 0x56, 0x9A);
        assertPixel(one(2, 3, new byte[] {7, 0}).with(320, map).with(338, 2), 255, 255, 255);
        long[] old = Arrays.stream(map).map(value -> value >> 8).toArray();
        assertPixel(one(1, 3, new byte[] {7}).with(320, old), 0x12, 0x56, 0x9A);
    }

    @Test
    @DisplayName("CIE L*a*b* with signs, and the ICC's without")
    void lab() {
        byte[] white = {(byte) 255, 0, 0};
        assertPixel(one(3, 8, white), 255, 255, 255);
        assertPixel(one(3, 9, new byte[] {(byte) 255, (byte) 128, (byte) 128}), 255, 255, 255);
        // L* 53.2, a* 80.1, b* 67.2 under D50 is near sRGB's red.
        int[] red = pixel(one(3, 8, new byte[] {(byte) 138, 81, 70}));
        assertThat(red[0]).isCloseTo(255, within(3));
        assertThat(red[1]).isLessThan(20);
        assertThat(red[2]).isLessThan(20);
    }

    @Test
    @DisplayName("CMYK, also of 16 bits and in planes")
    void cmyk() {
        byte[] inks = {0, (byte) 255, 0, 55};
        assertPixel(one(4, 5, inks), 200, 0, 200);
        byte[] wide = {0, 1, (byte) 255, 2, 0, 3, 55, 4};
        assertPixel(one(4, 5, wide).with(258, 16, 16, 16, 16), 200, 0, 200);
        TiffBuilder planes = one(4, 5, new byte[] {0}).with(284, 2);
        planes.part(new byte[] {(byte) 255}).part(new byte[] {0}).part(new byte[] {55});
        assertPixel(planes, 200, 0, 200);
        assertRefused(one(4, 5, inks).with(332, 2), "other inks");
    }

    @ParameterizedTest
    @DisplayName("YCbCr whose pixels share their colour")
    @CsvSource({"1,1", "2,1", "1,2", "2,2", "4,2", "4,4"})
    void subsampled(int across, int down) {
        int units = (5 + across - 1) / across * ((3 + down - 1) / down);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int i = 0; i < units; i++) {
            data.writeBytes(TestImages.row(across * down, 100));
            data.writeBytes(new byte[] {(byte) 128, (byte) 178});
        }
        int[] pixels = pixels(new TiffBuilder(LITTLE_ENDIAN, 5, 3)
                .with(258, 8, 8, 8)
                .with(277, 3)
                .with(262, 6)
                .with(530, across, down)
                .part(data.toByteArray()));
        assertThat(pixels).hasSize(45);
        for (int i = 0; i < 45; i += 3) {
            assertThat(Arrays.copyOfRange(pixels, i, i + 3)).containsExactly(170, 64, 100);
        }
    }

    @Test
    @DisplayName("Differences of 8 and of 16 bits, in both orders of bytes")
    void predictor() throws IOException {
        assertRow(
                one(1, 1, deflated(new byte[] {10, 5, (byte) 250}))
                        .with(256, 3)
                        .with(259, 8)
                        .with(317, 2),
                10,
                15,
                9);
        byte[] little = {(byte) 0xFF, 10, 2, 5};
        byte[] big = {10, (byte) 0xFF, 5, 2};
        assertRow(wide(LITTLE_ENDIAN, deflated(little)), 10, 16);
        assertRow(wide(BIG_ENDIAN, deflated(big)), 10, 16);
    }

    private static TiffBuilder wide(ByteOrder order, byte[] data) {
        return new TiffBuilder(order, 2, 1)
                .with(258, 16)
                .with(259, 8)
                .with(317, 2)
                .part(data);
    }

    @ParameterizedTest
    @DisplayName("Everything that the JDK compresses without loss is as the image itself")
    @CsvSource({"LZW,0", "LZW,32", "ZLib,0", "Deflate,48", "PackBits,0", "PackBits,16"})
    void compressions(String compression, int tile) throws IOException {
        BufferedImage image = TestImages.gradient(333, 217, BufferedImage.TYPE_3BYTE_BGR);
        assertThat(pixels(written(image, compression, tile))).isEqualTo(pixels(TestImages.encoded(image, "png")));
    }

    @ParameterizedTest
    @DisplayName("Pages of faxes")
    @CsvSource({"CCITT RLE", "CCITT T.4", "CCITT T.6"})
    void faxes(String compression) throws IOException {
        BufferedImage page = new BufferedImage(203, 77, BufferedImage.TYPE_BYTE_BINARY);
        page.getGraphics().drawString("Spotter", 20, 40);
        assertThat(pixels(written(page, compression, 0))).isEqualTo(pixels(TestImages.encoded(page, "png")));
    }

    @ParameterizedTest
    @DisplayName("JPEG inside, in strips and tiles, grey and in colours")
    @CsvSource({"5,0", "5,64", "10,0", "10,32"})
    void jpegInside(int type, int tile) throws IOException {
        BufferedImage image = TestImages.gradient(320, 192, type);
        int[] expected = pixels(TestImages.encoded(image, "png"));
        int[] actual = pixels(written(image, "JPEG", tile));
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.abs(expected[i] - actual[i]);
        }
        assertThat(sum / expected.length).isLessThan(3);
    }

    @Test
    @DisplayName("A JPEG inside that is larger than its strip is refused before it is decoded")
    void jpegBomb() {
        TiffBuilder bomb = new TiffBuilder(LITTLE_ENDIAN, 16, 16)
                .with(258, 8, 8, 8)
                .with(277, 3)
                .with(262, 6)
                .with(259, 7);
        assertThatThrownBy(() ->
                        DECODER.decode(bomb.part(Samples.read("rocket.jpg")).toImage()))
                .isInstanceOf(DamagedImageException.class)
                .hasMessageContaining("a JPEG inside has 640 x 427 pixels");
    }

    @ParameterizedTest
    @DisplayName("What is not read is named, with what to do")
    @CsvSource({
        "259,6,JPEG in its old form", "259,50000,Zstandard (method 50000)", "259,34925,LZMA", "259,50001,WebP",
        "259,34712,JPEG 2000", "259,4711,method 4711", "262,32845,LogLuv", "262,10,ITU L*a*b*",
        "262,99,an unknown kind", "258,32,samples of 32 bits", "339,2,signed samples", "339,3,floating-point samples",
        "339,6,complex numbers", "277,17,17 samples a pixel"
    })
    void unsupported(int tag, int value, String name) {
        assertRefused(one(1, 1, new byte[4]).with(tag, value), name);
    }

    @Test
    @DisplayName("Compressions in combinations that are not read are named as well")
    void unsupportedCombinations() throws IOException {
        assertRefused(one(1, 1, deflated(new byte[4])).with(259, 8).with(317, 3), "the predictor 3");
        assertRefused(one(1, 1, new byte[] {0, 1, 0}).with(259, 5), "its form before TIFF 5.0");
        assertRefused(one(1, 1, new byte[4]).with(259, 4), "a fax's compression");
        assertRefused(one(3, 2, new byte[3]).without(262), "does not say which colours its samples are");
    }

    @Test
    @DisplayName("No claim of a directory costs more than the image needs")
    void claims() {
        TiffBuilder tile = one(1, 1, new byte[4]).with(322, Integer.MAX_VALUE).with(323, Integer.MAX_VALUE);
        assertDamaged(tile, "more than it has");
        assertDamaged(one(1, 1, new byte[4]).with(322, 1).with(323, 1), "a side of 1 pixels");
        assertDamaged(one(1, 1, new byte[4]).with(278, 0), "a side of 0 pixels");
        assertDamaged(one(1, 1, new byte[4]).with(257, 500).with(278, 1), "has 1 values, but 2 are needed");
        assertDamaged(new TiffBuilder(BIG_ENDIAN, 5, 5), "lacks entry 273");
        assertDamaged(new TiffBuilder(BIG_ENDIAN, 5, 5).with(273, 1_000_000), "lies beyond its end");
    }

    @Test
    @DisplayName("A size that the file leaves out is found where the image is not compressed")
    void missingSizes() {
        assertRow(one(1, 1, new byte[] {9}).with(279, 0), 9);
    }

    @Test
    @DisplayName("An image of which a part is missing is refused")
    void cutOff() {
        byte[] whole = Samples.read("formats/photo.tiff");
        assertThatThrownBy(() -> pixels(ImageBytes.wrap(Arrays.copyOf(whole, whole.length / 2))))
                .isInstanceOf(DamagedImageException.class)
                .hasMessageContaining("it ends too early");
    }

    @ParameterizedTest
    @DisplayName("Damaged in any way it is an image or an error in words, in bounded time")
    @ValueSource(
            strings = {
                "tiff-cmyk-16-bit.tif",
                "tiff-grey-unspecified-extra-sample.tif",
                "tiff-jpeg-inside.tif",
                "tiff-lab.tif",
                "tiff-palette-alpha.tif",
                "tiff-rgb-16-bit-deflate-predictor.tif",
                "tiff-rgb-saved-selection.tif"
            })
    @Tag("slow")
    void mutants(String name) {
        byte[] whole = Samples.read("cases/" + name);
        int directory = directoryOffset(whole);
        Random random = new Random(20_261_127);
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            for (int i = 0; i < MUTANTS / 7; i++) {
                byte[] mutant = whole.clone();
                for (int change = 0; change <= i % 3; change++) {
                    int start = random.nextBoolean() ? directory : random.nextInt(whole.length);
                    mutant[Math.min(whole.length - 1, start + random.nextInt(200))] = (byte) random.nextInt();
                }
                decode(ImageBytes.wrap(mutant), name + " " + i);
            }
        });
    }

    private static int directoryOffset(byte[] file) {
        return ByteBuffer.wrap(file)
                .order(file[0] == 'I' ? LITTLE_ENDIAN : BIG_ENDIAN)
                .getInt(4);
    }

    private static void decode(ImageBytes bytes, String what) {
        try {
            assertThat(DECODER.decode(bytes).widthPixels()).isPositive();
        } catch (SpotterException e) {
            assertThat(e).as(what).hasMessageNotContaining("null").hasMessageNotContaining("ndex");
        }
    }

    private static void assertRow(TiffBuilder tiff, int... greys) {
        int[] pixels = pixels(tiff);
        int[] reds = new int[pixels.length / 3];
        for (int i = 0; i < reds.length; i++) {
            reds[i] = pixels[i * 3];
        }
        assertThat(reds).containsExactly(greys);
    }

    private static void assertPixel(TiffBuilder tiff, int... rgb) {
        assertThat(pixel(tiff)).containsExactly(rgb);
    }

    private static void assertRefused(TiffBuilder tiff, String name) {
        assertThatThrownBy(() -> DECODER.decode(tiff.toImage()))
                .isInstanceOf(UnsupportedImageException.class)
                .hasMessageStartingWith("the TIFF image is of a kind that is not supported: it ")
                .hasMessageContaining(name)
                .hasMessageContaining("save it as");
    }

    private static void assertDamaged(TiffBuilder tiff, String reason) {
        assertThatThrownBy(() -> DECODER.decode(tiff.toImage()))
                .isInstanceOf(DamagedImageException.class)
                .hasMessageContaining(reason);
    }

    private static int[] pixel(TiffBuilder tiff) {
        return Arrays.copyOf(pixels(tiff), 3);
    }

    private static int[] pixels(TiffBuilder tiff) {
        return pixels(tiff.toImage());
    }

    static int[] pixels(ImageBytes bytes) {
        PixelRows rows = DECODER.decode(bytes).rows();
        int width = rows.widthPixels() * 3;
        int[] pixels = new int[width * rows.heightPixels()];
        byte[] row = new byte[width];
        for (int y = 0; y < rows.heightPixels(); y++) {
            rows.read(y, row);
            for (int i = 0; i < width; i++) {
                pixels[y * width + i] = row[i] & 0xFF;
            }
        }
        return pixels;
    }

    /** One pixel of 8-bit samples. */
    private static TiffBuilder one(int samples, int photometric, byte[] data) {
        long[] bits = new long[samples];
        Arrays.fill(bits, 8);
        return new TiffBuilder(BIG_ENDIAN, 1, 1)
                .with(258, bits)
                .with(262, photometric)
                .with(277, samples)
                .part(data);
    }

    private static byte[] packed(int[] samples, int bits, ByteOrder order) {
        byte[] row = new byte[(samples.length * bits + 7) / 8];
        for (int i = 0; i < samples.length * bits; i++) {
            int bit = samples[i / bits] >> (bits - 1 - i % bits) & 1;
            int at = bits == 16 && order == LITTLE_ENDIAN ? i ^ 8 : i;
            row[at / 8] |= (byte) (bit << (7 - at % 8));
        }
        return row;
    }

    private static byte[] deflated(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(data);
        }
        return bytes.toByteArray();
    }

    private static ImageBytes written(BufferedImage image, String compression, int tile) throws IOException {
        return ImageIoFile.of(image, "tiff", how -> {
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType(compression);
            ImageIoFile.tile(how, tile);
        });
    }
}
