package dev.spotter.imaging;

import java.nio.ByteBuffer;

/** The tables that a JPEG file has defined so far (ITU-T T.81, B.2.4). */
final class JpegTables {
    /** Slots of each kind: quantisation, Huffman for DC, Huffman for AC. */
    static final int SLOTS = 4;

    private static final int CODE_LENGTHS = 16;
    private static final int MAX_SYMBOLS = 256;
    private static final int AC = 0x10;
    private static final int BLOCK = 64;

    private final boolean[] quantisation = new boolean[SLOTS];
    private final boolean[] huffman = new boolean[2 * SLOTS];

    /** @throws MalformedImageException if the segment does not hold whole tables */
    void defineQuantisation(ByteBuffer segment) throws MalformedImageException {
        while (segment.hasRemaining()) {
            quantisation[readQuantisation(segment)] = true;
        }
    }

    /** @throws MalformedImageException if the segment does not hold whole tables */
    void defineHuffman(ByteBuffer segment) throws MalformedImageException {
        while (segment.hasRemaining()) {
            huffman[index(readHuffman(segment))] = true;
        }
    }

    /** Skips one quantisation table. Returns its slot. */
    static int readQuantisation(ByteBuffer segment) throws MalformedImageException {
        int precisionAndSlot = uint8(segment);
        int slot = precisionAndSlot & 15;
        int bytes = precisionAndSlot >> 4 == 0 ? BLOCK : 2 * BLOCK;
        if (slot >= SLOTS || segment.remaining() < bytes) {
            throw new MalformedImageException("its quantisation tables are damaged");
        }
        segment.position(segment.position() + bytes);
        return slot;
    }

    /** Skips one Huffman table. Returns its class and slot. */
    static int readHuffman(ByteBuffer segment) throws MalformedImageException {
        int classAndSlot = uint8(segment);
        int symbols = symbols(segment);
        if ((classAndSlot & ~AC) >= SLOTS || symbols > Math.min(MAX_SYMBOLS, segment.remaining())) {
            throw new MalformedImageException("its Huffman tables are damaged");
        }
        segment.position(segment.position() + symbols);
        return classAndSlot;
    }

    private static int symbols(ByteBuffer segment) throws MalformedImageException {
        if (segment.remaining() < CODE_LENGTHS) {
            throw new MalformedImageException("its Huffman tables are damaged");
        }
        int symbols = 0;
        for (int i = 0; i < CODE_LENGTHS; i++) {
            symbols += uint8(segment);
        }
        return symbols;
    }

    boolean hasQuantisation(int slot) {
        return slot < SLOTS && quantisation[slot];
    }

    /** @param classAndSlot as a segment names a table: the slot, and 16 more for AC */
    boolean hasHuffman(int classAndSlot) {
        return (classAndSlot & ~AC) < SLOTS && huffman[index(classAndSlot)];
    }

    private static int index(int classAndSlot) {
        return (classAndSlot & AC) == 0 ? classAndSlot : classAndSlot - AC + SLOTS;
    }

    private static int uint8(ByteBuffer segment) {
        return segment.get() & 0xFF;
    }
}
