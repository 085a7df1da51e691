package dev.spotter.imaging.webp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The arithmetic decoder of VP8 (RFC 6386, 7), which takes 32 bits at a time. */
final class BoolDecoder {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int EVEN = 128;

    private final byte[] data;
    private final int end;
    private int at;
    /** The bits that were read and not used yet; the lowest {@link #spareBits} do not count. */
    private long value;

    private int spareBits = -8;
    /** The size of the interval, less one: 127 to 254 between two calls. */
    private int range = 254;

    BoolDecoder(ByteRange part) {
        data = part.file();
        at = part.from();
        end = part.to();
    }

    /**
     * Decodes a bit.
     *
     * @param probability of 0, in 256ths
     * @throws WebpException if the data ends before the bit is determined
     */
    int read(int probability) throws WebpException {
        if (spareBits < 0) {
            load();
        }
        int split = (range * probability) >> 8;
        int bit;
        int rest;
        if ((int) (value >>> spareBits) > split) {
            value -= (long) (split + 1) << spareBits;
            rest = range - split;
            bit = 1;
        } else {
            rest = split + 1;
            bit = 0;
        }
        int shift = Integer.numberOfLeadingZeros(rest) - 24;
        range = (rest << shift) - 1;
        spareBits -= shift;
        return bit;
    }

    boolean flag() throws WebpException {
        return read(EVEN) != 0;
    }

    /** A number of so many bits. */
    int literal(int bits) throws WebpException {
        int number = 0;
        for (int i = 0; i < bits; i++) {
            number = number << 1 | read(EVEN);
        }
        return number;
    }

    /** A number of this many bits, followed by a sign, or 0 if a flag says that it is absent. */
    int optionalSigned(int bits) throws WebpException {
        return flag() ? signed(literal(bits)) : 0;
    }

    /** The number, negated if the next bit says so. */
    int signed(int number) throws WebpException {
        return flag() ? -number : number;
    }

    private void load() throws WebpException {
        if (at + Integer.BYTES <= end) {
            value = value << 32 | ((int) INTS.get(data, at) & 0xFFFF_FFFFL);
            at += Integer.BYTES;
            spareBits += 32;
        } else if (at < end) {
            value = value << 8 | (data[at++] & 0xFF);
            spareBits += 8;
        } else {
            throw WebpException.endsTooEarly();
        }
    }
}
