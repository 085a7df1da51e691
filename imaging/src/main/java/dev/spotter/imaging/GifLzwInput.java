package dev.spotter.imaging;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * GIF's LZW (GIF89a specification, appendix F): codes of up to 12 bits, the lowest bit first, in blocks of up to 255
 * bytes. The stream ends at the code for its end, after the last block, or at the end of the file.
 */
final class GifLzwInput extends RunInput {
    private static final int MAX_LITERAL_BITS = 8;
    private static final int NONE = -1;
    private static final int RUN_BYTES = 4 * LzwTable.CODES;

    private final ByteBuffer in;
    private final LzwTable table = new LzwTable();
    private final int literalBits;
    private final int clear;
    private int free;
    private int codeBits;
    private int previous = NONE;
    private int held;
    private int heldBits;
    private int blockBytes;
    private boolean ended;
    private boolean broken;

    /**
     * A stream.
     *
     * @param in begins with the byte that says how many bits an index has
     * @throws MalformedImageException if that is no number of bits
     * @throws EOFException if it is missing
     */
    GifLzwInput(ByteBuffer in) throws IOException {
        super(RUN_BYTES);
        this.in = in;
        if (!in.hasRemaining()) {
            throw new EOFException();
        }
        literalBits = in.get() & 0xFF;
        if (literalBits < 1 || literalBits > MAX_LITERAL_BITS) {
            throw new MalformedImageException(
                    "its indices have %d bits, but 1 to 8 are possible".formatted(literalBits));
        }
        clear = 1 << literalBits;
        forgetStrings();
    }

    private void forgetStrings() {
        free = clear + 2;
        codeBits = literalBits + 1;
        previous = NONE;
    }

    /** @throws MalformedImageException at an undefined code, after everything before it was read */
    @Override
    int next(byte[] run) throws MalformedImageException {
        if (broken) {
            throw new MalformedImageException("its LZW codes make no sense");
        }
        int count = 0;
        // Room for the longest string is left.
        while (!ended && !broken && count <= RUN_BYTES - LzwTable.CODES) {
            int code = nextCode();
            if (code == clear) {
                forgetStrings();
            } else if (code == clear + 1 || code == NONE) {
                ended = true;
            } else if (!learn(code)) {
                broken = true;
            } else {
                count += table.write(code, run, count);
                previous = code;
            }
        }
        return ended && count == 0 ? NONE : count;
    }

    /** Adds the string that a code completes. Returns false if the code is undefined. */
    private boolean learn(int code) {
        boolean known = code < free;
        if (previous == NONE) {
            return code < clear;
        }
        if (code > free) {
            return false;
        }
        if (free < LzwTable.CODES) {
            table.add(free, previous, known ? code : previous);
            free++;
            if (free == 1 << codeBits && codeBits < LzwTable.MAX_BITS) {
                codeBits++;
            }
        }
        return true;
    }

    private int nextCode() {
        while (heldBits < codeBits) {
            int next = nextByte();
            if (next == NONE) {
                return NONE;
            }
            held |= next << heldBits;
            heldBits += Byte.SIZE;
        }
        int code = held & ((1 << codeBits) - 1);
        held >>>= codeBits;
        heldBits -= codeBits;
        return code;
    }

    private int nextByte() {
        if (blockBytes == 0 && in.hasRemaining()) {
            blockBytes = in.get() & 0xFF;
        }
        if (blockBytes == 0 || !in.hasRemaining()) {
            return NONE;
        }
        blockBytes--;
        return in.get() & 0xFF;
    }
}
