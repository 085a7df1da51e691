package dev.spotter.imaging;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Apple's PackBits (TIFF 6.0, section 9): runs of one byte, and of bytes as they are. */
final class PackBitsInput extends RunInput {
    private static final int MAX_RUN = 128;

    private final ByteBuffer in;

    PackBitsInput(ByteBuffer in) {
        super(MAX_RUN);
        this.in = in;
    }

    @Override
    int next(byte[] run) throws EOFException {
        if (!in.hasRemaining()) {
            return -1;
        }
        int code = in.get();
        int length = code >= 0 ? code + 1 : code == Byte.MIN_VALUE ? 0 : 1 - code;
        if (in.remaining() < (code >= 0 ? length : Math.min(length, 1))) {
            throw new EOFException();
        }
        if (code >= 0) {
            in.get(run, 0, length);
        } else if (length > 0) {
            Arrays.fill(run, 0, length, in.get());
        }
        return length;
    }
}
