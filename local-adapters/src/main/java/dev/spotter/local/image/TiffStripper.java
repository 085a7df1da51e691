package dev.spotter.local.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * Leaves of a TIFF file's first directory (TIFF 6.0) the entries that make the picture, each once and no longer than the file, and
 * drops all other directories: the codec would read every entry, whatever it claims.
 */
final class TiffStripper {
    private static final int LITTLE_ENDIAN = 'I' << 8 | 'I';
    private static final int ENTRY_BYTES = 12;
    /** Two-hundred thousand tiles of 16 x 16 are fifty million pixels. */
    private static final int MAX_VALUES = 200_000;
    /** Bytes of a value of type 1 to 12. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    private static final Set<Integer> NEEDED = Set.of(
            256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 292, 293, 317, 320, 322, 323, 324, 325, 338, 339,
            529, 530, 531, 532);

    private TiffStripper() {}

    /**
     * Strips a file.
     *
     * @param data the whole file, which is overwritten
     * @throws MalformedImageException if an entry that is needed makes no sense
     */
    static ByteBuffer strip(byte[] data) throws MalformedImageException {
        ByteBuffer file = ByteBuffer.wrap(data);
        file.order(file.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = file.getInt(4);
        int entries = Short.toUnsignedInt(file.getShort(directory));
        int out = directory + 2;
        int lastTag = 0;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            int tag = Short.toUnsignedInt(file.getShort(entry));
            if (NEEDED.contains(tag) && tag > lastTag) {
                check(file, entry, tag);
                System.arraycopy(data, entry, data, out, ENTRY_BYTES);
                out += ENTRY_BYTES;
                lastTag = tag;
            }
        }
        file.putShort(directory, (short) ((out - directory) / ENTRY_BYTES));
        file.putInt(out, 0);
        return file;
    }

    private static void check(ByteBuffer file, int entry, int tag) throws MalformedImageException {
        int type = Short.toUnsignedInt(file.getShort(entry + 2));
        long count = Integer.toUnsignedLong(file.getInt(entry + 4));
        if (type == 0 || type >= TYPE_BYTES.length || count == 0 || count > MAX_VALUES) {
            throw new MalformedImageException("its entry %d has %,d values of type %d".formatted(tag, count, type));
        }
        long bytes = count * TYPE_BYTES[type];
        long start = Integer.toUnsignedLong(file.getInt(entry + 8));
        if (bytes > 4 && start + bytes > file.limit()) {
            throw new MalformedImageException("its entry %d is cut off".formatted(tag));
        }
    }
}
