package dev.spotter.imaging;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables that the JPEG parts of a TIFF picture share (TIFF Technical Note 2). They are read again with each part,
 * so only what they say in the end is kept: a stream may define a table many times, of which the last counts.
 */
final class SharedJpegTables {
    private static final int MARKER_BYTES = 2;
    /** A marker and its length. */
    private static final int HEADER_BYTES = 4;

    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int QUANTISATION_TABLES = 0xDB;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int APP0 = 0xE0;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;

    /** Contents of segments by marker and slot. */
    private final Map<Integer, ByteBuffer> kept = new TreeMap<>();

    private SharedJpegTables() {}

    /**
     * The segments that are left: at most one for each slot, and a restart interval.
     *
     * @param stream begins and ends as a JPEG file does; nothing where parts share no tables
     * @throws MalformedImageException if it has damaged tables, or more than tables
     */
    static ByteBuffer reduced(ByteBuffer stream) throws MalformedImageException {
        SharedJpegTables tables = new SharedJpegTables();
        int at = 0;
        while (at + MARKER_BYTES <= stream.limit()) {
            int marker = stream.get(at + 1) & 0xFF;
            if ((stream.get(at) & 0xFF) != 0xFF || marker == 0 || marker == 0xFF) {
                at++;
            } else if (marker == END_OF_IMAGE) {
                break;
            } else if (marker == START_OF_IMAGE) {
                at += MARKER_BYTES;
            } else {
                at += MARKER_BYTES + tables.segment(marker, stream, at + MARKER_BYTES);
            }
        }
        return tables.segments();
    }

    /** Takes a segment, and gives back how many bytes it has behind its marker. */
    private int segment(int marker, ByteBuffer stream, int at) throws MalformedImageException {
        int bytes = at + 2 <= stream.limit() ? Short.toUnsignedInt(stream.getShort(at)) : 0;
        if (bytes < 2 || at + bytes > stream.limit()) {
            throw new MalformedImageException("its JPEG tables are cut off");
        }
        keep(marker, stream.slice(at + 2, bytes - 2));
        return bytes;
    }

    private void keep(int marker, ByteBuffer content) throws MalformedImageException {
        switch (marker) {
            case QUANTISATION_TABLES, HUFFMAN_TABLES -> {
                while (content.hasRemaining()) {
                    int start = content.position();
                    int slot = marker == HUFFMAN_TABLES
                            ? JpegTables.readHuffman(content)
                            : JpegTables.readQuantisation(content);
                    kept.put(marker << 8 | slot, content.slice(start, content.position() - start));
                }
            }
            case RESTART_INTERVAL -> kept.put(marker << 8, content);
            default -> {
                if (marker != COMMENT && (marker < APP0 || marker > APP15)) {
                    throw new MalformedImageException("its JPEG tables have something else among them");
                }
            }
        }
    }

    private ByteBuffer segments() {
        int bytes = kept.values().stream()
                .mapToInt(content -> HEADER_BYTES + content.limit())
                .sum();
        ByteBuffer segments = ByteBuffer.allocate(bytes);
        kept.forEach((markerAndSlot, content) -> segments.putShort((short) (0xFF00 | markerAndSlot >> 8))
                .putShort((short) (content.limit() + 2))
                .put(content));
        return segments.flip();
    }
}
