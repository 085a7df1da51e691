package dev.spotter.imaging;

import java.nio.ByteBuffer;

/**
 * TIFF's LZW (TIFF 6.0, section 13): codes of 9 to 12 bits, the highest bit first. The length grows one code earlier
 * than necessary.
 */
final class LzwInput extends RunInput {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST_FREE = 258;
    private static final int MIN_BITS = 9;
    private static final int MAX_BITS = LzwTable.MAX_BITS;
    private static final int CODES = LzwTable.CODES;
    private static final int NONE = -1;
    private static final int RUN_BYTES = 4 * CODES;

    private final byte[] in;
    private final int end;
    private final LzwTable table;
    private int at;
    private int free = FIRST_FREE;
    private int codeBits = MIN_BITS;
    private int previous = NONE;
    private int held;
    private int heldBits;

    /**
     * A stream.
     *
     * @param in the codes, copied, from its position to its limit
     */
    LzwInput(ByteBuffer in, LzwTable table) {
        super(RUN_BYTES);
        this.end = in.remaining();
        this.in = new byte[end];
        in.get(this.in);
        this.table = table;
    }

    /** Whether the bytes are of the form before TIFF 5.0, whose codes begin with the lowest bit. */
    static boolean isOfOldForm(ByteBuffer in) {
        return in.limit() >= 2 && in.get(0) == 0 && (in.get(1) & 1) == 1;
    }

    @Override
    int next(byte[] run) throws MalformedImageException {
        int count = 0;
        // Room for the longest string is left.
        while (count <= RUN_BYTES - CODES) {
            int code = nextCode();
            if (code == CLEAR) {
                free = FIRST_FREE;
                codeBits = MIN_BITS;
                previous = NONE;
            } else if (code == END || code == NONE) {
                stop();
                break;
            } else if (!learn(code)) {
                // What stands behind the last row need not be codes, so this is damage only where a row is missing.
                if (count == 0) {
                    throw new MalformedImageException("its LZW codes make no sense");
                }
                stop();
                break;
            } else {
                count += table.write(code, run, count);
                previous = code;
            }
        }
        return count == 0 ? NONE : count;
    }

    /** Adds the string that a code completes. Returns false if the code is undefined. */
    private boolean learn(int code) {
        boolean known = code < CLEAR || (code >= FIRST_FREE && code < free);
        if (!known && (code != free || previous == NONE || free == CODES)) {
            return false;
        }
        if (previous != NONE && free < CODES) {
            table.add(free, previous, known ? code : previous);
            free++;
        }
        if (free + 1 >= 1 << codeBits && codeBits < MAX_BITS) {
            codeBits++;
        }
        return true;
    }

    private void stop() {
        at = end;
        heldBits = 0;
    }

    private int nextCode() {
        while (heldBits < codeBits) {
            if (at == end) {
                return NONE;
            }
            held = (held << 8) | (in[at++] & 0xFF);
            heldBits += 8;
        }
        heldBits -= codeBits;
        return held >>> heldBits & ((1 << codeBits) - 1);
    }
}
