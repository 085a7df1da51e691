package dev.spotter.api;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** Images that are little more than a header: nothing here decodes them. */
final class TestImages {
    /** EXIF says: turn by 90 degrees. */
    static final byte[] JPEG_30X20_ON_ITS_SIDE = HexFormat.of()
            .parseHex(
                    "ffd8ffe10022457869660000" // APP1, "Exif"
                            + "49492a0008000000" // TIFF
                            + "0100" + "120103000100000006000000" + "00000000" // orientation 6
                            + "ffc0000b080014001e01011100"); // 20 rows of 30

    private TestImages() {}

    static byte[] png(int widthPixels, int heightPixels) {
        return ByteBuffer.allocate(33)
                .put(HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452"))
                .putInt(widthPixels)
                .putInt(heightPixels)
                .array();
    }

    /** A GIF of exactly so many bytes. */
    static byte[] gifOfSize(int sizeBytes) {
        return Arrays.copyOf(HexFormat.of().parseHex("47494638396102000100"), sizeBytes);
    }
}
