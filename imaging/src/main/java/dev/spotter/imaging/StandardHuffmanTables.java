package dev.spotter.imaging;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * The Huffman tables of ITU-T T.81, annex K.3. The frames of motion JPEG leave them out, and decoders take them where a
 * sequential image has none.
 */
final class StandardHuffmanTables {
    private static final int MARKER_BYTES = 2;
    private static final int HEADER_BYTES = 3;
    private static final int CODE_LENGTHS = 16;
    private static final int MAX_SYMBOLS = 162;
    /** No less than the four segments take. */
    static final int MAX_BYTES = 4 * (MARKER_BYTES + HEADER_BYTES + CODE_LENGTHS + MAX_SYMBOLS);

    private StandardHuffmanTables() {}

    /**
     * The marker segment that defines a table, where there is a standard one.
     *
     * @param classAndSlot the slot, 0 for luminance or 1 for chrominance, and 16 more for AC
     */
    static Optional<ByteBuffer> segment(int classAndSlot) {
        return switch (classAndSlot) {
            case 0x00 -> Optional.of(segment(classAndSlot, JPEGHuffmanTable.StdDCLuminance));
            case 0x01 -> Optional.of(segment(classAndSlot, JPEGHuffmanTable.StdDCChrominance));
            case 0x10 -> Optional.of(segment(classAndSlot, JPEGHuffmanTable.StdACLuminance));
            case 0x11 -> Optional.of(segment(classAndSlot, JPEGHuffmanTable.StdACChrominance));
            default -> Optional.empty();
        };
    }

    private static ByteBuffer segment(int classAndSlot, JPEGHuffmanTable table) {
        short[] codes = Arrays.copyOf(table.getLengths(), CODE_LENGTHS);
        short[] symbols = table.getValues();
        int bytes = HEADER_BYTES + CODE_LENGTHS + symbols.length;
        ByteBuffer segment = ByteBuffer.allocate(MARKER_BYTES + bytes);
        segment.putShort((short) 0xFFC4).putShort((short) bytes).put((byte) classAndSlot);
        for (short[] values : new short[][] {codes, symbols}) {
            for (short value : values) {
                segment.put((byte) value);
            }
        }
        return segment.flip();
    }
}
