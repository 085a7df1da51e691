package dev.spotter.local.image;

import java.nio.ByteBuffer;

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

    /** The lowest and the highest bit of each of eight bytes. */
    private static final long LOWEST = 0x0101010101010101L;

    private static final long HIGHEST = 0x8080808080808080L;

    private final ByteBuffer data;
    private final int size;
    private final JpegColour colour = new JpegColour();
    private final JpegFrame frame = new JpegFrame();
    private int in = 2;
    private int out = 2;
    private int scans;

    private JpegStripper(ByteBuffer data) {
        this.data = data;
        this.size = data.limit();
    }

    /**
     * Strips a file.
     *
     * @param data the whole file, from index 0 to the limit, which is overwritten
     * @throws MalformedImageException if it has no scan, too many, or colours of an unknown kind
     */
    static JpegSource strip(ByteBuffer data) throws MalformedImageException {
        return new JpegStripper(data).strip();
    }

    private JpegSource strip() throws MalformedImageException {
        int marker = nextMarker();
        while (marker != END_OF_IMAGE) {
            if (!isAlone(marker)) {
                segment(marker);
            }
            marker = nextMarker();
        }
        if (scans == 0) {
            throw new MalformedImageException("it has no picture data");
        }
        if (out + 2 <= size) {
            data.put(out++, (byte) 0xFF);
            data.put(out++, (byte) END_OF_IMAGE);
        }
        return new JpegSource(data.slice(0, out), colour.of(frame.componentIds()), frame);
    }

    /** The marker at the next FF that begins one, or the end of the image where the bytes end. */
    private int nextMarker() {
        while (in + 1 < size) {
            int marker = uint8(in + 1);
            if (uint8(in) == 0xFF && marker != 0 && marker != 0xFF) {
                in += 2;
                return marker;
            }
            in++;
        }
        return END_OF_IMAGE;
    }

    private void segment(int marker) throws MalformedImageException {
        int start = in - 2;
        int end = in + 2 <= size ? in + Math.max(2, uint16(in)) : size;
        if (end > size) {
            in = size;
            return;
        }
        int body = in + 2;
        in = end;
        if (marker == START_OF_SCAN) {
            scan(body == end ? 0 : uint8(body));
        } else if (marker == APP0 && startsWith(body, end, "JFIF\0")) {
            colour.sawJfif();
        } else if (marker == APP14 && startsWith(body, end, "Adobe") && end - body >= 12) {
            colour.sawAdobe(uint8(body + 11));
        } else if (isFrame(marker)) {
            byte[] header = new byte[end - body];
            data.get(body, header);
            frame.begin(marker, header);
        }
        if (isNeeded(marker)) {
            keep(start);
        }
    }

    private void scan(int components) throws MalformedImageException {
        if (++scans > MAX_SCANS) {
            throw new MalformedImageException("it has more than %d scans".formatted(MAX_SCANS));
        }
        frame.scan(components);
        while (in < size && !isMarker(in)) {
            in += in + Long.BYTES <= size && !hasFf(data.getLong(in)) ? Long.BYTES : 1;
        }
    }

    /** Whether one of eight bytes is FF: the next marker is looked for in every byte of a picture. */
    private static boolean hasFf(long bytes) {
        long inverted = ~bytes;
        return ((inverted - LOWEST) & bytes & HIGHEST) != 0;
    }

    /** In a scan, FF 00 is a sample's byte, FF FF a filler, and restart markers belong to the data. */
    private boolean isMarker(int at) {
        if (uint8(at) != 0xFF || at + 1 >= size) {
            return false;
        }
        int next = uint8(at + 1);
        return next != 0 && next != 0xFF && !isAlone(next);
    }

    private void keep(int start) {
        if (out < start) {
            data.put(out, data, start, in - start);
        }
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

    private boolean startsWith(int body, int end, String name) {
        if (end - body < name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (uint8(body + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int uint8(int at) {
        return data.get(at) & 0xFF;
    }

    private int uint16(int at) {
        return Short.toUnsignedInt(data.getShort(at));
    }
}
