package dev.spotter.imaging.webp;

import java.util.Arrays;

/**
 * A canonical prefix code (RFC 9649, 3.7.2.1) as a table: of the next eight bits, then of those that follow in longer
 * codes. An entry is a symbol and the length of its code; or, with a length beyond the first table's bits, where the
 * second table begins and the length of its longest code.
 */
final class PrefixCode {
    static final int MAX_LENGTH = 15;

    private static final int MAX_ROOT_BITS = 8;
    private static final int LENGTH_BITS = 4;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private final char[] table;
    private final int rootBits;
    private final int rootMask;

    private PrefixCode(char[] table, int rootBits) {
        this.table = table;
        this.rootBits = rootBits;
        this.rootMask = (1 << rootBits) - 1;
    }

    /** How many entries there are. */
    int entries() {
        return table.length;
    }

    int read(BitReader in) throws WebpException {
        int bits = in.peek();
        int entry = table[bits & rootMask];
        int length = entry & LENGTH_MASK;
        if (length > rootBits) {
            int second = bits >>> rootBits & ((1 << (length - rootBits)) - 1);
            entry = table[(entry >>> LENGTH_BITS) + second];
            length = entry & LENGTH_MASK;
        }
        in.skip(length);
        return entry >>> LENGTH_BITS;
    }

    /**
     * Makes a code.
     *
     * @param lengths of the symbols' codes, 0 for symbols that do not occur
     * @param symbols how many symbols there are
     * @throws WebpException if these are not the lengths of a code that uses all its bits
     */
    static PrefixCode of(byte[] lengths, int symbols) throws WebpException {
        int[] counts = new int[MAX_LENGTH + 1];
        int used = 0;
        int last = 0;
        for (int symbol = 0; symbol < symbols; symbol++) {
            if (lengths[symbol] != 0) {
                counts[lengths[symbol]]++;
                used++;
                last = symbol;
            }
        }
        if (used == 1) {
            return new PrefixCode(new char[] {(char) (last << LENGTH_BITS)}, 0);
        }
        requireComplete(counts);
        return build(lengths, symbols, counts);
    }

    private static void requireComplete(int[] counts) throws WebpException {
        int open = 1;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            open = 2 * open - counts[length];
            if (open < 0) {
                break;
            }
        }
        if (open != 0) {
            throw new WebpException("one of its code tables is not a code");
        }
    }

    private static PrefixCode build(byte[] lengths, int symbols, int[] counts) {
        int longest = MAX_LENGTH;
        while (counts[longest] == 0) {
            longest--;
        }
        int rootBits = Math.min(MAX_ROOT_BITS, longest);
        char[] codes = reversedCodes(lengths, symbols, counts);
        char[] table = new char[1 << rootBits];
        if (longest > rootBits) {
            table = withSecondTables(table, rootBits, lengths, symbols, codes);
        }
        for (int symbol = 0; symbol < symbols; symbol++) {
            if (lengths[symbol] != 0) {
                enter(table, rootBits, symbol, codes[symbol], lengths[symbol]);
            }
        }
        return new PrefixCode(table, rootBits);
    }

    /** The code of each symbol, its first bit the lowest. */
    private static char[] reversedCodes(byte[] lengths, int symbols, int[] counts) {
        int[] next = new int[MAX_LENGTH + 2];
        for (int length = 1; length <= MAX_LENGTH; length++) {
            next[length + 1] = (next[length] + counts[length]) << 1;
        }
        char[] codes = new char[symbols];
        for (int symbol = 0; symbol < symbols; symbol++) {
            int length = lengths[symbol];
            if (length != 0) {
                codes[symbol] = (char) (Integer.reverse(next[length]++) >>> (Integer.SIZE - length));
            }
        }
        return codes;
    }

    private static char[] withSecondTables(char[] root, int rootBits, byte[] lengths, int symbols, char[] codes) {
        for (int symbol = 0; symbol < symbols; symbol++) {
            if (lengths[symbol] > rootBits) {
                int prefix = codes[symbol] & (root.length - 1);
                root[prefix] = (char) Math.max(root[prefix], lengths[symbol]);
            }
        }
        int size = root.length;
        for (int prefix = 0; prefix < root.length; prefix++) {
            int length = root[prefix];
            if (length != 0) {
                root[prefix] = (char) (size << LENGTH_BITS | length);
                size += 1 << (length - rootBits);
            }
        }
        return Arrays.copyOf(root, size);
    }

    /** All entries whose lowest bits are the code. */
    private static void enter(char[] table, int rootBits, int symbol, int code, int length) {
        char entry = (char) (symbol << LENGTH_BITS | length);
        if (length <= rootBits) {
            for (int i = code; i < 1 << rootBits; i += 1 << length) {
                table[i] = entry;
            }
            return;
        }
        int second = table[code & ((1 << rootBits) - 1)];
        int end = 1 << ((second & LENGTH_MASK) - rootBits);
        for (int i = code >> rootBits; i < end; i += 1 << (length - rootBits)) {
            table[(second >>> LENGTH_BITS) + i] = entry;
        }
    }
}
