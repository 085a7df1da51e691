package dev.spotter.imaging;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The work on a TIFF image is bounded by its strips, tiles and samples")
class TiffWorkTest {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);
    private static final int JPEG = 7;

    private static final byte[] QUANTISATION = hex("ffdb004300" + "40".repeat(64));

    /** Of two codes of two bits: 00 is the symbol that is given. */
    private static final String TWO_CODES = "0002" + "00".repeat(14);

    private static final byte[] TABLES = hex("ffc4001500" + TWO_CODES + "0003" + "ffc4001510" + TWO_CODES + "0003");
    private static final byte[] OTHER_TABLES =
            hex("ffc4001500" + TWO_CODES + "0300" + "ffc4001510" + TWO_CODES + "0300");
    /** 16 x 16 pixels, brighter than grey by seven steps of an eighth. */
    private static final byte[] TILE =
            hex("ffd8ffc0000b080010001001011100" + "ffda0008010100003f00" + "78001f" + "ffd9");

    @Test
    @DisplayName("Tables of JPEG are taken once, however often they are repeated, and the last of each counts")
    void tables() {
        TiffBuilder plain = tiles(720).withJpegTables(stream(QUANTISATION, TABLES));
        byte[][] repeated = new byte[300][];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = i % 2 == 0 ? OTHER_TABLES : TABLES;
        }
        repeated[0] = QUANTISATION;
        TiffBuilder many = tiles(720).withJpegTables(stream(repeated));
        byte[] expected = firstRow(plain);
        assertThat(expected).containsOnly((byte) (128 + 7 * 64 / 8));
        assertThat(firstRow(many)).isEqualTo(expected);
        assertThat(allocatedBytes(many) - allocatedBytes(plain)).isLessThan(5_000_000);
    }

    @ParameterizedTest
    @DisplayName("Tables that are damaged, or of which something else is among them, are refused in words")
    @CsvSource({
        "ffd8ffdb0043, are cut off",
        "ffd8ffc0000b080010001001011100ffd9, something else",
        "ffd8ffdb000300ffd9, damaged"
    })
    void damagedTables(String stream, String reason) {
        ImageBytes image = tiles(16).withJpegTables(hex(stream)).toImage();
        assertThatExceptionOfType(DamagedImageException.class)
                .isThrownBy(() -> DECODER.decode(image))
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @DisplayName("More strips, tiles or samples than are worth an image are refused before anything is decoded")
    @CsvSource({
        "7071, 7071, 7, 8, 1, 16, 16, '195,364 strips or tiles'",
        "4032, 4032, 7, 8, 1, 16, 16, '63,504 strips or tiles'",
        "7071, 7071, 4, 1, 1, 16, 16, '195,364 strips or tiles'",
        "7071, 7071, 8, 16, 16, 7071, 7071, '799,984,656 samples'",
        "7071, 7071, 8, 7, 12, 7071, 7071, '599,988,492 samples'",
        "7000, 7000, 8, 15, 6, 7000, 7000, '294,000,000 samples'",
        "7000, 7000, 8, 10, 6, 7000, 7000, '294,000,000 samples'",
        "1, 20000, 8, 8, 1, 65536, 256, '1,325,400,064 samples'"
    })
    void tooMuch(int width, int height, int compression, int bits, int samples, int across, int down, String what) {
        ImageBytes image = empty(width, height, compression, bits, samples)
                .with(322, across)
                .with(323, down)
                .toImage();
        assertThatExceptionOfType(UnsupportedImageException.class)
                .isThrownBy(() -> DECODER.decode(image))
                .withMessageContaining("the TIFF image has " + what + ", which is too much work for one of");
    }

    @ParameterizedTest
    @DisplayName("Differences of 16 bits or in planes count as more: four of 16 bits are accepted, and six planes of 8")
    @CsvSource({
        "7071, 16, 4, 2, false",
        "7000, 16, 5, 2, true",
        "7071, 8, 6, 2, false",
        "7071, 8, 7, 2, true",
        "7071, 16, 4, 1, false",
        "7071, 16, 5, 1, true",
        "7071, 8, 12, 1, false"
    })
    void differences(int side, int bits, int samples, int planar, boolean refused) {
        ImageBytes image = empty(side, side, 8, bits, samples)
                .with(262, 2)
                .with(284, planar)
                .with(317, 2)
                .toImage();
        assertThatThrownBy(() -> DECODER.decode(image))
                .isInstanceOf(refused ? UnsupportedImageException.class : DamagedImageException.class);
    }

    @ParameterizedTest
    @DisplayName("The largest images in tiles and strips as they are written are far from that")
    @CsvSource({
        "7071, 7, 8, 3, 256",
        "7071, 7, 8, 4, 128",
        "7071, 4, 1, 1, 64",
        "7071, 8, 16, 4, 16",
        "3500, 7, 8, 3, 32",
        "15000, 8, 16, 4, 256"
    })
    void usual(int side, int compression, int bits, int samples, int tile) {
        ImageBytes image = empty(side, side, compression, bits, samples)
                .with(322, tile)
                .with(323, tile)
                .toImage();
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT.withMaxPixels(250_000_000));
        assertThatExceptionOfType(DamagedImageException.class).isThrownBy(() -> decoder.decode(image));
    }

    private static TiffBuilder empty(int width, int height, int compression, int bits, int samples) {
        return new TiffBuilder(LITTLE_ENDIAN, width, height)
                .with(258, bits)
                .with(259, compression)
                .with(277, samples)
                .part(new byte[2]);
    }

    private static TiffBuilder tiles(int side) {
        TiffBuilder tiff = new TiffBuilder(LITTLE_ENDIAN, side, side)
                .with(259, JPEG)
                .with(322, 16)
                .with(323, 16);
        for (int i = 0; i < side / 16 * (side / 16); i++) {
            tiff.part(TILE);
        }
        return tiff;
    }

    private static byte[] firstRow(TiffBuilder tiff) {
        PixelRows rows = DECODER.decode(tiff.toImage()).rows();
        byte[] row = new byte[rows.widthPixels() * 3];
        rows.read(0, row);
        return row;
    }

    private static long allocatedBytes(TiffBuilder tiff) {
        ImageBytes image = tiff.toImage();
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        DECODER.decode(image);
        return thread.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] stream(byte[]... segments) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(hex("ffd8"));
        for (byte[] segment : segments) {
            stream.writeBytes(segment);
        }
        stream.writeBytes(hex("ffd9"));
        return stream.toByteArray();
    }

    private static byte[] hex(String bytes) {
        return HexFormat.of().parseHex(bytes);
    }
}
