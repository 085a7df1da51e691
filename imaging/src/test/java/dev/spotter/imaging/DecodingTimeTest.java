package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.imaging.internal.DecodingTime;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The estimate of an image's decoding time")
class DecodingTimeTest {
    private static final int JPEG = 7;
    private static final int DEFLATE = 8;

    @Test
    @DisplayName("depends on pixels, format, a progressive JPEG's scans and a WebP's bytes")
    void estimates() {
        Duration photo = estimate("rocket.jpg");
        assertThat(photo).isLessThan(Duration.ofMillis(50));
        assertThat(estimate("formats/progressive.jpg")).isGreaterThan(estimate("formats/baseline.jpg"));
        assertThat(estimate("formats/photo.webp")).isGreaterThan(estimate("formats/baseline.jpg"));
        assertThat(estimate("formats/photo.webp")).isLessThan(Duration.ofMillis(50));
        byte[] webp = Samples.read("formats/photo.webp");
        assertThat(DecodingTime.estimate(ImageBytes.wrap(Arrays.copyOf(webp, 1_000_000))))
                .isGreaterThan(Duration.ofMillis(50));
        assertThat(DecodingTime.estimate(ImageBytes.wrap(claiming49MillionPixels())))
                .isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName(
            "depends on a TIFF image's samples, and on its strips or tiles, which cost more with JPEG or fax inside")
    void estimatesOfTiff() {
        Duration costly = Duration.ofMillis(500);
        assertThat(estimateOfTiff(4_000, 3, DEFLATE, 250)).isLessThan(costly);
        assertThat(estimateOfTiff(4_000, 3, JPEG, 250)).isLessThan(costly);
        assertThat(estimateOfTiff(3_900, 1, JPEG, 59_536)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(estimateOfTiff(4_000, 12, DEFLATE, 1)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(estimateOfTiff(7_000, 3, DEFLATE, 574_000)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(estimateOfTiff(1, 1, JPEG, Integer.MAX_VALUE)).isLessThan(costly);
    }

    private static Duration estimateOfTiff(int side, int samples, int compression, int tiles) {
        int[][] entries = {{256, side}, {257, side}, {259, compression}, {277, samples}, {324, 0}};
        ByteBuffer tiff = ByteBuffer.allocate(100);
        tiff.putInt(0x4D4D002A).putInt(8).putShort((short) entries.length);
        for (int[] entry : entries) {
            tiff.putShort((short) entry[0]).putShort((short) 4);
            tiff.putInt(entry[0] == 324 ? tiles : 1).putInt(entry[1]);
        }
        return DecodingTime.estimate(ImageBytes.wrap(tiff.array()));
    }

    @Test
    @DisplayName("counts no scan in a segment between scans, and none behind the end of the image")
    void falseScans() {
        byte[] progressive = Samples.read("formats/progressive.jpg");
        Duration plain = estimate("formats/progressive.jpg");
        byte[] comment = new byte[204];
        for (int i = 0; i < comment.length; i += 2) {
            comment[i] = (byte) 0xFF;
            comment[i + 1] = (byte) 0xDA;
        }
        comment[1] = (byte) 0xFE;
        comment[2] = 0;
        comment[3] = (byte) (comment.length - 2);
        int first = JpegFile.segment(progressive, 0xDA);
        assertThat(estimate(JpegFile.with(progressive, first, comment))).isEqualTo(plain);
        assertThat(estimate(JpegFile.with(progressive, nextScan(progressive), comment)))
                .isEqualTo(plain);
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.writeBytes(progressive);
        twice.writeBytes(progressive);
        assertThat(estimate(twice.toByteArray())).isEqualTo(plain);
    }

    /** Where the second scan begins, or the table before it. */
    private static int nextScan(byte[] jpeg) {
        int at = JpegFile.data(jpeg);
        while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] == 0) {
            at++;
        }
        return at;
    }

    private static Duration estimate(String sample) {
        return estimate(Samples.read(sample));
    }

    private static Duration estimate(byte[] image) {
        return DecodingTime.estimate(ImageBytes.wrap(image));
    }

    private static byte[] claiming49MillionPixels() {
        byte[] image = Samples.read("coffee.png");
        ByteBuffer.wrap(image).putInt(16, 7_000).putInt(20, 7_000);
        return image;
    }
}
