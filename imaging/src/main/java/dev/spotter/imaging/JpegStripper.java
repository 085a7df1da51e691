package dev.spotter.imaging;

import dev.spotter.core.internal.JpegMarker;
import dev.spotter.core.internal.JpegSegments;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Goes once through a JPEG file's segments (ITU-T T.81, annex B), keeps those that decoding needs, and reads them.
 * The result is complete in itself: each table that a scan uses is defined before it, and nothing follows the last
 * scan. A file that libjpeg refuses is refused.
 */
final class JpegStripper {
    /** How much longer a file may become. */
    static final int MAX_ADDED_BYTES = StandardHuffmanTables.MAX_BYTES + 2;

    private static final int JFIF_BYTES = 14;
    private static final int ADOBE_BYTES = 12;
    private static final int MARKER_BYTES = 2;
    private static final int SEGMENT_HEADER_BYTES = 4;

    private final ByteBuffer data;
    private final JpegSegments segments;
    private final JpegColourSpace colour = new JpegColourSpace();
    private final JpegFrame frame = new JpegFrame();
    private final JpegTables tables = new JpegTables();
    private boolean restarts;
    /** Where the current segment begins. */
    private int start;

    private int out = MARKER_BYTES;

    private JpegStripper(ByteBuffer data) {
        this.data = data;
        this.segments = new JpegSegments(data);
        segments.position(MARKER_BYTES);
    }

    /**
     * Strips a file.
     *
     * @param data the whole file, from index 0 to the limit, which is overwritten; with room for {@link
     *     #MAX_ADDED_BYTES} after the limit
     * @throws MalformedImageException if it has no scan, scans that lack a table, damaged segments, or colours of an
     *     unknown kind
     */
    static JpegSource strip(ByteBuffer data) throws MalformedImageException {
        return new JpegStripper(data).strip();
    }

    private JpegSource strip() throws MalformedImageException {
        int marker = segments.nextMarker();
        while (marker != JpegMarker.END_OF_IMAGE && marker != JpegSegments.END_OF_FILE) {
            if (!JpegMarker.isAlone(marker)) {
                segment(marker);
            } else if (marker == JpegMarker.START_OF_IMAGE && frame.hasBegun()) {
                throw new MalformedImageException("another image begins inside it");
            }
            marker = segments.nextMarker();
        }
        if (frame.scans() == 0) {
            throw new MalformedImageException("it has no image data");
        }
        data.limit(out + 2);
        data.putShort(out, (short) (0xFF00 | JpegMarker.END_OF_IMAGE));
        return new JpegSource(data.slice(0, out + 2), colour.of(frame.componentIds()), frame);
    }

    private void segment(int marker) throws MalformedImageException {
        requireKnown(marker);
        start = segments.position() - MARKER_BYTES;
        Optional<ByteBuffer> content = segments.content();
        if (content.isEmpty()) {
            return;
        }
        if (marker == JpegMarker.START_OF_SCAN) {
            scan(content.get());
            keep();
        } else if (read(marker, content.get())) {
            keep();
        }
    }

    /** Refuses unknown markers inside an image, as libjpeg does. */
    private void requireKnown(int marker) throws MalformedImageException {
        boolean passedOver = marker == JpegMarker.NUMBER_OF_LINES
                || marker == JpegMarker.COMMENT
                || JpegMarker.isApplication(marker);
        boolean read = JpegMarker.isFrame(marker)
                || marker == JpegMarker.HUFFMAN_TABLES
                || marker == JpegMarker.START_OF_SCAN
                || marker == JpegMarker.QUANTISATION_TABLES
                || marker == JpegMarker.RESTART_INTERVAL;
        if (marker < JpegMarker.BASELINE || (frame.hasBegun() && !passedOver && !read)) {
            throw new MalformedImageException("it has a segment of no known kind");
        }
        if (frame.hasBegun() && JpegMarker.isFrame(marker)) {
            throw new MalformedImageException("it has more than one frame");
        }
    }

    /** Whether decoding needs the segment. */
    private boolean read(int marker, ByteBuffer content) throws MalformedImageException {
        if (JpegMarker.isFrame(marker)) {
            frame.begin(marker, content);
            return true;
        }
        switch (marker) {
            case JpegMarker.HUFFMAN_TABLES -> tables.defineHuffman(content);
            case JpegMarker.QUANTISATION_TABLES -> tables.defineQuantisation(content);
            case JpegMarker.RESTART_INTERVAL -> restarts = restartInterval(content) != 0;
            default -> {
                readApplication(marker, content);
                return false;
            }
        }
        return true;
    }

    /** Reads the application segments before the first scan, from which libjpeg infers the colours. */
    private void readApplication(int marker, ByteBuffer content) {
        if (frame.scans() > 0) {
            return;
        }
        if (marker == JpegMarker.APP0 && content.limit() >= JFIF_BYTES && startsWith(content, "JFIF\0")) {
            colour.sawJfif();
        } else if (marker == JpegMarker.APP14 && content.limit() >= ADOBE_BYTES && startsWith(content, "Adobe")) {
            colour.sawAdobe(content.get(ADOBE_BYTES - 1) & 0xFF);
        }
    }

    private static int restartInterval(ByteBuffer content) throws MalformedImageException {
        if (content.limit() != 2) {
            throw new MalformedImageException("its restart interval is damaged");
        }
        return content.getShort(0);
    }

    private void scan(ByteBuffer content) throws MalformedImageException {
        if (!frame.hasBegun()) {
            throw new MalformedImageException("it has no frame header before its data");
        }
        JpegScan scan = new JpegScan(content, frame);
        for (int component : scan.components()) {
            if (frame.isNew(component) && !tables.hasQuantisation(frame.quantisationTable(component))) {
                throw new MalformedImageException("it lacks a quantisation table");
            }
        }
        frame.scan(scan.components());
        for (int table : scan.huffmanTables(frame.isProgressive())) {
            define(table);
        }
        segments.position(ScanData.end(data, segments.position(), restarts));
    }

    /**
     * Makes sure that the current scan has a table: a sequential image may omit a standard one, which is inserted.
     */
    private void define(int table) throws MalformedImageException {
        if (!tables.hasHuffman(table)) {
            ByteBuffer standard = StandardHuffmanTables.segment(table)
                    .filter(segment -> !frame.isProgressive())
                    .orElseThrow(() -> new MalformedImageException("it lacks a Huffman table"));
            insert(standard);
            tables.defineHuffman(standard.position(SEGMENT_HEADER_BYTES));
        }
    }

    /** Inserts a segment before the current one. */
    private void insert(ByteBuffer segment) {
        int size = data.limit();
        int shift = Math.max(0, out + segment.limit() - start);
        data.limit(size + shift).put(start + shift, data, start, size - start);
        start += shift;
        segments.position(segments.position() + shift);
        data.put(out, segment, 0, segment.limit());
        out += segment.limit();
    }

    private void keep() {
        int bytes = segments.position() - start;
        if (out < start) {
            data.put(out, data, start, bytes);
        }
        out += bytes;
    }

    private static boolean startsWith(ByteBuffer content, String name) {
        for (int i = 0; i < name.length(); i++) {
            if ((content.get(i) & 0xFF) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
