package dev.spotter.imaging;

import java.nio.ByteBuffer;

/**
 * Goes once through a JPEG file's segments (ITU-T T.81, annex B), keeps those that decoding needs, and notes what they
 * say. What it gives is complete in itself: each table that a scan takes was defined before it, and after the last scan
 * nothing comes that a codec could stumble over. It refuses what libjpeg refuses.
 */
final class JpegStripper {
    /** How much longer a file may become. */
    static final int MAX_ADDED_BYTES = StandardHuffmanTables.MAX_BYTES + 2;

    private static final int FIRST_SEGMENT = 0xC0;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int EXTENSION = 0xC8;
    private static final int ARITHMETIC_TABLES = 0xCC;
    private static final int QUANTISATION_TABLES = 0xDB;
    private static final int LINES = 0xDC;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;
    private static final int JFIF_BYTES = 14;
    private static final int ADOBE_BYTES = 12;
    private static final int SEGMENT_HEADER_BYTES = 4;

    private final ByteBuffer data;
    private final JpegColour colour = new JpegColour();
    private final JpegFrame frame = new JpegFrame();
    private final JpegTables tables = new JpegTables();
    private boolean restarts;
    /** Where the segment at hand begins. */
    private int start;

    private int in = 2;
    private int out = 2;

    private JpegStripper(ByteBuffer data) {
        this.data = data;
    }

    /**
     * Strips a file.
     *
     * @param data the whole file, from index 0 to the limit, which is overwritten; with room for
     *     {@link #MAX_ADDED_BYTES} behind
     * @throws MalformedImageException if it has no scan, scans that lack a table, damaged segments, or colours of an
     *     unknown kind
     */
    static JpegSource strip(ByteBuffer data) throws MalformedImageException {
        return new JpegStripper(data).strip();
    }

    private JpegSource strip() throws MalformedImageException {
        int marker = nextMarker();
        while (marker != END_OF_IMAGE) {
            if (!isAlone(marker)) {
                segment(marker);
            } else if (marker == START_OF_IMAGE && frame.hasBegun()) {
                throw new MalformedImageException("another image begins inside it");
            }
            marker = nextMarker();
        }
        if (frame.scans() == 0) {
            throw new MalformedImageException("it has no picture data");
        }
        data.limit(out + 2);
        data.putShort(out, (short) (0xFF00 | END_OF_IMAGE));
        return new JpegSource(data.slice(0, out + 2), colour.of(frame.componentIds()), frame);
    }

    /** The marker at the next FF that begins one, or the end of the image where the bytes end. */
    private int nextMarker() {
        while (in + 1 < data.limit()) {
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
        requireKnown(marker);
        start = in - 2;
        int end = in + 2 <= data.limit() ? in + Math.max(2, uint16(in)) : data.limit() + 1;
        if (end > data.limit()) {
            in = data.limit();
            return;
        }
        ByteBuffer content = data.slice(in + 2, end - in - 2);
        in = end;
        if (marker == START_OF_SCAN) {
            scan(content);
            keep();
        } else if (read(marker, content)) {
            keep();
        }
    }

    /** Inside of an image, libjpeg takes a marker that it does not know for damage. */
    private void requireKnown(int marker) throws MalformedImageException {
        boolean passedOver = marker == LINES || marker == COMMENT || (marker >= APP0 && marker <= APP15);
        boolean read = isFrame(marker)
                || marker == HUFFMAN_TABLES
                || marker == START_OF_SCAN
                || marker == QUANTISATION_TABLES
                || marker == RESTART_INTERVAL;
        if (marker < FIRST_SEGMENT || (frame.hasBegun() && !passedOver && !read)) {
            throw new MalformedImageException("it has a segment of no known kind");
        }
        if (frame.hasBegun() && isFrame(marker)) {
            throw new MalformedImageException("it has more than one frame");
        }
    }

    /** Whether decoding needs the segment. */
    private boolean read(int marker, ByteBuffer content) throws MalformedImageException {
        if (isFrame(marker)) {
            frame.begin(marker, content);
            return true;
        }
        switch (marker) {
            case HUFFMAN_TABLES -> tables.defineHuffman(content);
            case QUANTISATION_TABLES -> tables.defineQuantisation(content);
            case RESTART_INTERVAL -> restarts = restartInterval(content) != 0;
            default -> {
                readApplication(marker, content);
                return false;
            }
        }
        return true;
    }

    /** By what stands before the first scan, libjpeg tells the colours. */
    private void readApplication(int marker, ByteBuffer content) {
        if (frame.scans() > 0) {
            return;
        }
        if (marker == APP0 && content.limit() >= JFIF_BYTES && startsWith(content, "JFIF\0")) {
            colour.sawJfif();
        } else if (marker == APP14 && content.limit() >= ADOBE_BYTES && startsWith(content, "Adobe")) {
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
        in = ScanData.end(data, in, restarts);
    }

    /** Sees to it that the scan at hand has a table: a sequential picture may leave out a standard one. */
    private void define(int table) throws MalformedImageException {
        if (!tables.hasHuffman(table)) {
            ByteBuffer standard = StandardHuffmanTables.segment(table)
                    .filter(segment -> !frame.isProgressive())
                    .orElseThrow(() -> new MalformedImageException("it lacks a Huffman table"));
            insert(standard);
            tables.defineHuffman(standard.position(SEGMENT_HEADER_BYTES));
        }
    }

    /** Puts a segment before the one at hand. */
    private void insert(ByteBuffer segment) {
        int size = data.limit();
        int shift = Math.max(0, out + segment.limit() - start);
        data.limit(size + shift).put(start + shift, data, start, size - start);
        start += shift;
        in += shift;
        data.put(out, segment, 0, segment.limit());
        out += segment.limit();
    }

    private void keep() {
        if (out < start) {
            data.put(out, data, start, in - start);
        }
        out += in - start;
    }

    /** SOF0 to SOF15, but for the tables and the extension that stand among them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0
                && marker <= 0xCF
                && marker != HUFFMAN_TABLES
                && marker != EXTENSION
                && marker != ARITHMETIC_TABLES;
    }

    /** Restart markers, TEM and a repeated start have no length. */
    private static boolean isAlone(int marker) {
        return marker == 1 || (marker >= 0xD0 && marker <= START_OF_IMAGE);
    }

    private static boolean startsWith(ByteBuffer content, String name) {
        for (int i = 0; i < name.length(); i++) {
            if ((content.get(i) & 0xFF) != name.charAt(i)) {
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
