package dev.spotter.imaging.webp;

import java.util.Arrays;

/**
 * Reads the lengths of prefix codes, which are prefix coded themselves (RFC 9649, 3.7.2.1). Keeps its memory, so not
 * thread-safe.
 */
final class CodeLengths {
    private static final int[] ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final int REPEAT_LAST = 16;
    private static final int REPEAT_NONE = 17;
    private static final int USUAL = 8;

    private final byte[] lengths;
    private final byte[] ofLengths = new byte[ORDER.length];

    /** @param maxSymbols of the largest alphabet */
    CodeLengths(int maxSymbols) {
        // A simple code may name any symbol of 8 bits, whatever the alphabet.
        lengths = new byte[Math.max(256, maxSymbols)];
    }

    /** The lengths that were read last. */
    byte[] lengths() {
        return lengths;
    }

    void read(BitReader in, int symbols) throws WebpException {
        Arrays.fill(lengths, (byte) 0);
        if (in.flag()) {
            readSimple(in);
        } else {
            readCoded(in, symbols);
        }
    }

    private void readSimple(BitReader in) throws WebpException {
        boolean two = in.flag();
        int bits = in.flag() ? 8 : 1;
        lengths[in.read(bits)] = 1;
        if (two) {
            lengths[in.read(8)] = 1;
        }
    }

    private void readCoded(BitReader in, int symbols) throws WebpException {
        PrefixCode code = readCodeOfLengths(in);
        int left = in.flag() ? 2 + in.read(2 + 2 * in.read(3)) : symbols;
        if (left > symbols) {
            throw new WebpException("one of its code tables is too long");
        }
        byte last = USUAL;
        for (int symbol = 0; symbol < symbols && left > 0; left--) {
            int length = code.read(in);
            if (length < REPEAT_LAST) {
                lengths[symbol++] = (byte) length;
                last = length != 0 ? (byte) length : last;
            } else {
                int count = repeats(in, length);
                if (symbol + count > symbols) {
                    throw new WebpException("one of its code tables is too long");
                }
                Arrays.fill(lengths, symbol, symbol + count, length == REPEAT_LAST ? last : 0);
                symbol += count;
            }
        }
    }

    private static int repeats(BitReader in, int length) throws WebpException {
        return switch (length) {
            case REPEAT_LAST -> 3 + in.read(2);
            case REPEAT_NONE -> 3 + in.read(3);
            default -> 11 + in.read(7);
        };
    }

    private PrefixCode readCodeOfLengths(BitReader in) throws WebpException {
        Arrays.fill(ofLengths, (byte) 0);
        int count = 4 + in.read(4);
        for (int i = 0; i < count; i++) {
            ofLengths[ORDER[i]] = (byte) in.read(3);
        }
        return PrefixCode.of(ofLengths, ofLengths.length);
    }
}
