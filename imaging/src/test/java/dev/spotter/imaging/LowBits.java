package dev.spotter.imaging;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Bits, the lowest one of each number and of each byte first. */
final class LowBits {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int last;
    private int count;

    LowBits put(int number, int bits) {
        for (int i = 0; i < bits; i++) {
            last |= (i < Integer.SIZE ? number >> i & 1 : 0) << count++;
            if (count == Byte.SIZE) {
                bytes.write(last);
                last = 0;
                count = 0;
            }
        }
        return this;
    }

    LowBits random(Random random, int count) {
        for (int i = 0; i < count; i++) {
            put(random.nextInt(2), 1);
        }
        return this;
    }

    byte[] toByteArray() {
        put(0, 7);
        return bytes.toByteArray();
    }
}
