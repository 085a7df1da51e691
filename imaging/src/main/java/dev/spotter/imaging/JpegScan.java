package dev.spotter.imaging;

import java.nio.ByteBuffer;

/** The header of a scan: which components it codes, and by which tables (ITU-T T.81, B.2.3). */
final class JpegScan {
    private static final int FIXED_BYTES = 4;
    private static final int COMPONENT_BYTES = 2;
    private static final int MAX_COMPONENTS = 4;
    private static final int AC = 0x10;

    private final int[] components;
    private final int[] tables;
    private final int firstCoefficient;
    private final boolean refines;

    /**
     * Reads the header, and puts into it the numbers that {@link JpegFrame#begin} gave the components.
     *
     * @throws MalformedImageException if it is not whole, or names components that the frame does not have
     */
    JpegScan(ByteBuffer segment, JpegFrame frame) throws MalformedImageException {
        int count = segment.hasRemaining() ? segment.get(0) & 0xFF : 0;
        if (count < 1 || count > MAX_COMPONENTS || segment.limit() != FIXED_BYTES + COMPONENT_BYTES * count) {
            throw new MalformedImageException("the header of a scan is damaged");
        }
        components = new int[count];
        tables = new int[count];
        boolean[] taken = new boolean[frame.components()];
        for (int i = 0; i < count; i++) {
            int at = 1 + COMPONENT_BYTES * i;
            components[i] = take(frame, segment.get(at) & 0xFF, taken);
            tables[i] = segment.get(at + 1) & 0xFF;
            segment.put(at, (byte) JpegFrame.number(components[i]));
        }
        int end = 1 + COMPONENT_BYTES * count;
        firstCoefficient = segment.get(end) & 0xFF;
        refines = (segment.get(end + 2) & 0xF0) != 0;
    }

    /**
     * Finds a component by its number. Of components with the same number, which old cameras wrote, each is taken once,
     * in their order.
     */
    private static int take(JpegFrame frame, int id, boolean[] taken) throws MalformedImageException {
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i] && frame.componentId(i) == id) {
                taken[i] = true;
                return i;
            }
        }
        throw new MalformedImageException("a scan is of a component that it does not have");
    }

    /** Their places in the frame header, each once. */
    int[] components() {
        return components;
    }

    /**
     * The Huffman tables that decoding needs, each as its slot, plus 16 for AC. A sequential scan needs both tables
     * of each component. A progressive one needs the DC tables only in the first scan of DC, or the AC table.
     */
    int[] huffmanTables(boolean progressive) {
        boolean dc = !progressive || (firstCoefficient == 0 && !refines);
        boolean ac = !progressive || firstCoefficient > 0;
        int[] needed = new int[components.length * ((dc ? 1 : 0) + (ac ? 1 : 0))];
        int count = 0;
        for (int table : tables) {
            if (dc) {
                needed[count++] = table >> 4;
            }
            if (ac) {
                needed[count++] = AC + (table & 15);
            }
        }
        return needed;
    }
}
