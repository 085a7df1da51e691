package dev.spotter.imaging.webp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads bits, the least significant one of each byte first (RFC 9649, 3.2). */
final class BitReader {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] data;
    private final int end;
    private int at;
    private long value;
    /** The number of valid bits in the value; the others are 0. */
    private int available;

    BitReader(ByteRange part) {
        data = part.file();
        at = part.from();
        end = part.to();
    }

    /** A number of up to 24 bits. */
    int read(int bits) throws WebpException {
        int number = peek() & ((1 << bits) - 1);
        skip(bits);
        return number;
    }

    boolean flag() throws WebpException {
        return read(1) != 0;
    }

    /** The next 32 bits; 0 after the end. */
    int peek() {
        if (available < 32) {
            load();
        }
        return (int) value;
    }

    /** @throws WebpException if fewer are left */
    void skip(int bits) throws WebpException {
        available -= bits;
        if (available < 0) {
            throw WebpException.endsTooEarly();
        }
        value >>>= bits;
    }

    private void load() {
        if (at + Integer.BYTES <= end) {
            value |= ((int) INTS.get(data, at) & 0xFFFF_FFFFL) << available;
            at += Integer.BYTES;
            available += 32;
            return;
        }
        while (at < end && available < 32) {
            value |= (data[at++] & 0xFFL) << available;
            available += 8;
        }
    }
}
