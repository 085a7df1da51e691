package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Odd JPEG files, each after another image on one reader")
class OddJpegTest {
    private static final byte[] PHOTO = Samples.read("cases/leak-victim-600x400.jpg");
    private static final byte[] WITH_RESTARTS = Samples.read("cases/one-damaged-byte-with-restarts.jpg");
    private static final byte[] PROGRESSIVE = Samples.read("formats/progressive.jpg");
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int QUANTISATION_TABLES = 0xDB;
    private static final int FRAME = 0xC0;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int PROGRESSIVE_FRAME = 0xC2;
    private static final int START_OF_SCAN = 0xDA;

    private final InputReader reader = new InputReader(decoder(), Samples.plain(Interpolation.BILINEAR));

    ImageDecoder decoder() {
        return new ImageDecoder(ImageLimits.DEFAULT);
    }

    @BeforeEach
    void other() {
        crop(PHOTO);
        crop(Samples.read("cases/optimized-before.jpg"));
        crop(PHOTO);
    }

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    @DisplayName("An error behind a warning is an error, and nothing of the image before is seen")
    void leak() {
        assertDamaged(Samples.read("cases/leak-600x400.jpg"), "lacks a Huffman table");
        assertDamaged(withAbsurdScan(), "cannot be decoded");
    }

    /** A warning (data that ends in its first scan), then an error (an impossible spectral selection). */
    private static byte[] withAbsurdScan() {
        byte[] scan = {-1, (byte) START_OF_SCAN, 0, 8, 1, 1, 0, 0, 5, 0};
        byte[] jpeg = Arrays.copyOf(PROGRESSIVE, JpegFile.data(PROGRESSIVE) + 1);
        return JpegFile.with(jpeg, jpeg.length, scan);
    }

    @Test
    @DisplayName("A frame of motion JPEG is decoded by the standard Huffman tables")
    void motionJpeg() {
        byte[] frame = Samples.read("cases/mjpeg-frame-no-dht.jpg");
        float[] after = crop(frame);
        try (InputReader fresh = new InputReader(decoder(), Samples.plain(Interpolation.BILINEAR))) {
            assertThat(crop(fresh, frame)).isEqualTo(after);
        }
        assertClose(crop(JpegFile.without(PHOTO, HUFFMAN_TABLES)), crop(PHOTO), 0);
    }

    @Test
    @DisplayName("A table that is not in the file is in no other place")
    void tables() {
        assertDamaged(JpegFile.without(PHOTO, QUANTISATION_TABLES), "lacks a quantisation table");
        assertDamaged(JpegFile.without(PROGRESSIVE, HUFFMAN_TABLES), "lacks a Huffman table");
        byte[] thirdSlot = PHOTO.clone();
        thirdSlot[JpegFile.segment(PHOTO, START_OF_SCAN) + 6] = 0x22;
        assertDamaged(thirdSlot, "lacks a Huffman table");
        byte[] thirdQuantisation = PHOTO.clone();
        thirdQuantisation[JpegFile.segment(PHOTO, FRAME) + 12] = 2;
        assertDamaged(thirdQuantisation, "lacks a quantisation table");
    }

    @Test
    @DisplayName("Behind a damaged byte, a file with restart markers goes on")
    void restarts() {
        float[] damaged = crop(WITH_RESTARTS);

        assertClose(damaged, crop(PHOTO), 4);
    }

    @ParameterizedTest
    @CsvSource({
        "0x01,,",
        "0x02,damaged byte,",
        "0x9F,damaged byte,",
        "0xBF,damaged byte,",
        "0xC0,more than one frame,more than one frame",
        "0xC8,no known kind,no known kind",
        "0xCC,no known kind,no known kind",
        "0xD0,,",
        "0xD5,,",
        "0xD8,another image,another image",
        "0xD9,,",
        "0xDC,,",
        "0xDE,no known kind,no known kind",
        "0xE0,,",
        "0xF0,no known kind,no known kind",
        "0xFE,,"
    })
    @DisplayName("A marker amid the data is damage where libjpeg takes it for damage")
    void markers(int marker, @Nullable String reason, @Nullable String reasonWithRestarts) {
        assertOutcome(JpegFile.withMarker(PHOTO, 40_000, marker), reason);
        assertOutcome(JpegFile.withMarker(WITH_RESTARTS, 40_000, marker), reasonWithRestarts);
    }

    private void assertOutcome(byte[] jpeg, @Nullable String reason) {
        if (reason == null) {
            crop(jpeg);
        } else {
            assertDamaged(jpeg, reason);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {HUFFMAN_TABLES, QUANTISATION_TABLES, RESTART_INTERVAL, START_OF_SCAN})
    @DisplayName("Segments that hold too little are damage, wherever they stand")
    void segments(int marker) {
        byte[] segment = {-1, (byte) marker, 0, 5, 1, 1, 1};

        assertDamaged(JpegFile.with(PHOTO, 2, segment), "the JPEG image");
        assertDamaged(JpegFile.with(PHOTO, PHOTO.length - 2, segment), "is damaged");
    }

    @Test
    @DisplayName("Data behind the whole image is damage")
    void moreScans() {
        int start = JpegFile.segment(PHOTO, START_OF_SCAN);
        byte[] twice = JpegFile.with(PHOTO, PHOTO.length - 2, Arrays.copyOfRange(PHOTO, start, PHOTO.length - 2));

        assertDamaged(twice, "data behind those of the whole image");
    }

    @Test
    @DisplayName("Components of one number are told apart by their order")
    void numbers() {
        byte[] jpeg = PHOTO.clone();
        for (int i = 0; i < 3; i++) {
            jpeg[JpegFile.segment(PHOTO, FRAME) + 10 + 3 * i] = 0;
            jpeg[JpegFile.segment(PHOTO, START_OF_SCAN) + 5 + 2 * i] = 0;
        }

        assertClose(crop(jpeg), crop(PHOTO), 0);
    }

    @Test
    @DisplayName("An image that is full of one value, with a warning, is that image")
    void flat() {
        for (int value : new int[] {0x5A, 0x22}) {
            byte[] flat = TestImages.encoded(grey(value), "jpg").toByteArray();

            assertThat(crop(JpegFile.with(flat, flat.length - 2, new byte[9]))).containsOnly(value);
        }
    }

    private static BufferedImage grey(int value) {
        BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 300 * 300; i++) {
            image.getRaster().setSample(i % 300, i / 300, 0, value);
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC3, 0xC5, 0xC9, 0xCA, 0xCE})
    @DisplayName("Kinds of JPEG that are not read are named")
    void kinds(int marker) {
        byte[] jpeg = PHOTO.clone();
        jpeg[JpegFile.segment(PHOTO, FRAME) + 1] = (byte) marker;

        assertUnsupported(jpeg, "save it as an ordinary baseline or progressive JPEG");
    }

    @Test
    @DisplayName("12 bits a sample are not read")
    void bits() {
        byte[] jpeg = PHOTO.clone();
        jpeg[JpegFile.segment(PHOTO, FRAME) + 4] = 12;

        assertUnsupported(jpeg, "has 12 bits a sample");
    }

    @Test
    @DisplayName("A small image may have hundreds of scans")
    void manyScans() {
        assertClose(crop(withScans(PROGRESSIVE, 500)), crop(PROGRESSIVE), 1);
    }

    @ParameterizedTest
    @MethodSource("bombs")
    @DisplayName("Scans that are too much work are refused before anything is decoded")
    void work(byte[] bomb) {
        long start = System.nanoTime();
        assertUnsupported(bomb, "too much work");
        assertThat(System.nanoTime() - start).isLessThan(500_000_000L);
    }

    static Stream<byte[]> bombs() {
        byte[] large = PROGRESSIVE.clone();
        int frame = JpegFile.segment(large, PROGRESSIVE_FRAME);
        large[frame + 5] = 6_000 >> 8;
        large[frame + 7] = 8_000 >> 8;
        return Stream.of(withScans(PROGRESSIVE, 5_000), withScans(large, 90));
    }

    /** With so many more scans that refine nothing. */
    private static byte[] withScans(byte[] jpeg, int count) {
        byte[] scan = {-1, (byte) START_OF_SCAN, 0, 8, 1, 1, 0, 0, 0, 0x10, 0};
        byte[] scans = new byte[count * scan.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(scan, 0, scans, i * scan.length, scan.length);
        }
        return JpegFile.with(jpeg, jpeg.length - 2, scans);
    }

    private void assertDamaged(byte[] jpeg, String reason) {
        assertThatExceptionOfType(DamagedImageException.class)
                .isThrownBy(() -> crop(jpeg))
                .withMessageContaining(reason);
    }

    private void assertUnsupported(byte[] jpeg, String reason) {
        assertThatExceptionOfType(UnsupportedImageException.class)
                .isThrownBy(() -> crop(jpeg))
                .withMessageContaining(reason);
    }

    private static void assertClose(float[] actual, float[] expected, double mean) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.abs(actual[i] - expected[i]) / expected.length;
        }
        assertThat(sum).isLessThanOrEqualTo(mean);
    }

    private float[] crop(byte[] jpeg) {
        return crop(reader, jpeg);
    }

    private static float[] crop(InputReader reader, byte[] jpeg) {
        FloatBuffer out = FloatBuffer.allocate(3 * Samples.CROP * Samples.CROP);
        reader.read(ImageBytes.copyOf(jpeg), out);
        return out.array();
    }
}
