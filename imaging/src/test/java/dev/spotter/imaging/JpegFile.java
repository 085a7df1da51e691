package dev.spotter.imaging;

import java.util.Arrays;

/** A JPEG file for tests, and where its parts are. */
final class JpegFile {
    private static final int START_OF_SCAN = 0xDA;

    private JpegFile() {}

    /** Where the first marker segment of this kind begins. */
    static int segment(byte[] jpeg, int marker) {
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != marker) {
            at += bytes(jpeg, at);
        }
        return at;
    }

    /** Where the data of the first scan begins. */
    static int data(byte[] jpeg) {
        int at = segment(jpeg, START_OF_SCAN);
        return at + bytes(jpeg, at);
    }

    /** The file without its segments of this kind that stand before the first scan. */
    static byte[] without(byte[] jpeg, int marker) {
        byte[] result = Arrays.copyOf(jpeg, jpeg.length);
        int length = 2;
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != START_OF_SCAN) {
            int bytes = bytes(jpeg, at);
            if ((jpeg[at + 1] & 0xFF) != marker) {
                System.arraycopy(jpeg, at, result, length, bytes);
                length += bytes;
            }
            at += bytes;
        }
        System.arraycopy(jpeg, at, result, length, jpeg.length - at);
        return Arrays.copyOf(result, length + jpeg.length - at);
    }

    /** The file with these bytes before what is at an index. */
    static byte[] with(byte[] jpeg, int at, byte... bytes) {
        byte[] result = Arrays.copyOf(jpeg, jpeg.length + bytes.length);
        System.arraycopy(bytes, 0, result, at, bytes.length);
        System.arraycopy(jpeg, at, result, at + bytes.length, jpeg.length - at);
        return result;
    }

    /** The file with FF and another byte in place of what is at this index, or close behind where no FF is near. */
    static byte[] withMarker(byte[] jpeg, int index, int marker) {
        byte[] result = jpeg.clone();
        int at = index;
        while (jpeg[at - 1] == -1 || jpeg[at] == -1 || jpeg[at + 1] == -1 || jpeg[at + 2] == -1) {
            at++;
        }
        result[at] = -1;
        result[at + 1] = (byte) marker;
        return result;
    }

    private static int bytes(byte[] jpeg, int segment) {
        return 2 + ((jpeg[segment + 2] & 0xFF) << 8) + (jpeg[segment + 3] & 0xFF);
    }
}
