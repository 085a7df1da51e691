package dev.spotter.imaging;

/**
 * The strings of LZW codes, each stored as a shorter string and its last byte. It can be reused for the next stream.
 */
final class LzwTable {
    static final int MAX_BITS = 12;
    static final int CODES = 1 << MAX_BITS;
    private static final int LITERALS = 256;

    private final short[] prefix = new short[CODES];
    private final short[] length = new short[CODES];
    private final byte[] first = new byte[CODES];
    private final byte[] last = new byte[CODES];

    LzwTable() {
        for (int code = 0; code < LITERALS; code++) {
            length[code] = 1;
            first[code] = (byte) code;
            last[code] = (byte) code;
        }
    }

    /** Defines a code: a known code's string, followed by the first byte of another's, which may be the same code. */
    void add(int code, int prefixCode, int nextCode) {
        prefix[code] = (short) prefixCode;
        length[code] = (short) (length[prefixCode] + 1);
        first[code] = first[prefixCode];
        last[code] = first[nextCode];
    }

    /**
     * Writes a code's string.
     *
     * @param run has room for {@link #CODES} more bytes
     * @return its length
     */
    int write(int code, byte[] run, int start) {
        int count = length[code];
        int at = code;
        for (int i = start + count - 1; i >= start; i--) {
            run[i] = last[at];
            at = prefix[at];
        }
        return count;
    }
}
