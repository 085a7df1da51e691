package dev.spotter.imaging;

import dev.spotter.core.internal.JpegMarker;
import dev.spotter.core.internal.JpegSegments;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables that the JPEG parts of a TIFF image share (TIFF Technical Note 2). A decoder reads them again with
 * each part. A stream may define a table many times, so only the last definition of each is kept.
 */
final class SharedJpegTables {
    /** A marker and its length. */
    private static final int HEADER_BYTES = 4;

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
        JpegSegments segments = new JpegSegments(stream);
        int marker = segments.nextMarker();
        while (marker != JpegMarker.END_OF_IMAGE && marker != JpegSegments.END_OF_FILE) {
            if (marker != JpegMarker.START_OF_IMAGE) {
                tables.keep(
                        marker,
                        segments.content()
                                .orElseThrow(() -> new MalformedImageException("its JPEG tables are cut off")));
            }
            marker = segments.nextMarker();
        }
        return tables.segments();
    }

    private void keep(int marker, ByteBuffer content) throws MalformedImageException {
        switch (marker) {
            case JpegMarker.QUANTISATION_TABLES, JpegMarker.HUFFMAN_TABLES -> {
                while (content.hasRemaining()) {
                    int start = content.position();
                    int slot = marker == JpegMarker.HUFFMAN_TABLES
                            ? JpegTables.readHuffman(content)
                            : JpegTables.readQuantisation(content);
                    kept.put(marker << 8 | slot, content.slice(start, content.position() - start));
                }
            }
            case JpegMarker.RESTART_INTERVAL -> kept.put(marker << 8, content);
            default -> {
                if (marker != JpegMarker.COMMENT && !JpegMarker.isApplication(marker)) {
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
