package dev.spotter.local.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.IIOException;

/** Goes once through a JPEG file's segments (ITU-T T.81, annex B), keeps those that decoding needs, and notes what they say. */
final class JpegStripper {
    /** Encoders write about ten; each makes the codec go through the whole picture, so a file of thousands is an attack. */
    static final int MAX_SCANS = 100;

    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int QUANTISATION_TABLES = 0xDB;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;

    private final byte[] data;
    private final JpegColour colour = new JpegColour();
    private final JpegFrame frame = new JpegFrame();
    private int in = 2;
    private int out = 2;
    private int scans;

    private JpegStripper(byte[] data) {
        this.data = data;
    }

    /**
     * Strips a file.
     *
     * @param data the whole file, which is overwritten
     * @throws IIOException if it has no scan, too many, or colours of an unknown kind
     */
    static JpegSource strip(byte[] data) throws IIOException {
        return new JpegStripper(data).strip();
    }

    private JpegSource strip() throws IIOException {
        int marker = nextMarker();
        while (marker != END_OF_IMAGE) {
            if (!isAlone(marker)) {
                segment(marker);
            }
            marker = nextMarker();
        }
        if (scans == 0) {
            throw new IIOException("it has no picture data");
        }
        if (out + 2 <= data.length) {
            data[out++] = (byte) 0xFF;
            data[out++] = (byte) END_OF_IMAGE;
        }
        return new JpegSource(
                ByteBuffer.wrap(data, 0, out).slice(), colour.of(frame.componentIds()), frame.coefficientBytes());
    }

    /** The marker at the next FF that begins one, or the end of the image where the bytes end. */
    private int nextMarker() {
        while (in + 1 < data.length) {
            int marker = data[in + 1] & 0xFF;
            if ((data[in] & 0xFF) == 0xFF && marker != 0 && marker != 0xFF) {
                in += 2;
                return marker;
            }
            in++;
        }
        return END_OF_IMAGE;
    }

    private void segment(int marker) throws IIOException {
        int start = in - 2;
        int end = in + 2 <= data.length ? in + Math.max(2, uint16(in)) : data.length;
        if (end > data.length) {
            in = data.length;
            return;
        }
        byte[] body = Arrays.copyOfRange(data, in + 2, end);
        in = end;
        if (marker == START_OF_SCAN) {
            scan(body);
        } else if (marker == APP0 && startsWith(body, "JFIF\0")) {
            colour.sawJfif();
        } else if (marker == APP14 && startsWith(body, "Adobe") && body.length >= 12) {
            colour.sawAdobe(body[11] & 0xFF);
        } else if (isFrame(marker)) {
            frame.begin(marker, body);
        }
        if (isNeeded(marker)) {
            keep(start);
        }
    }

    private void scan(byte[] body) throws IIOException {
        if (++scans > MAX_SCANS) {
            throw new IIOException("it has more than %d scans".formatted(MAX_SCANS));
        }
        frame.scan(body.length == 0 ? 0 : body[0] & 0xFF);
        while (in < data.length && !isMarker(in)) {
            in++;
        }
    }

    /** In a scan, FF 00 is a sample's byte, FF FF a filler, and restart markers belong to the data. */
    private boolean isMarker(int at) {
        if ((data[at] & 0xFF) != 0xFF || at + 1 >= data.length) {
            return false;
        }
        int next = data[at + 1] & 0xFF;
        return next != 0 && next != 0xFF && !isAlone(next);
    }

    private void keep(int start) {
        System.arraycopy(data, start, data, out, in - start);
        out += in - start;
    }

    private static boolean isNeeded(int marker) {
        return isFrame(marker)
                || marker == HUFFMAN_TABLES
                || marker == QUANTISATION_TABLES
                || marker == RESTART_INTERVAL
                || marker == START_OF_SCAN;
    }

    /** SOF0 to SOF15, but for the tables and the extension that stand among them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != HUFFMAN_TABLES && marker != 0xC8 && marker != 0xCC;
    }

    /** Restart markers, TEM and a repeated start have no length. */
    private static boolean isAlone(int marker) {
        return marker == 1 || (marker >= 0xD0 && marker <= 0xD8);
    }

    private static boolean startsWith(byte[] body, String name) {
        return body.length >= name.length() && new String(body, 0, name.length(), ISO_8859_1).equals(name);
    }

    private int uint16(int at) {
        return (data[at] & 0xFF) << 8 | (data[at + 1] & 0xFF);
    }
}
