package dev.spotter.api;

import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageBytes;
import java.util.Arrays;

/**
 * Decodes base64 (RFC 4648) of both alphabets, with or without padding. Line breaks, tabs and surrounding blanks are
 * ignored, as in MIME. A blank between digits is refused: it was a plus sign before a form or URL was decoded. All
 * errors give the position, which the JDK's decoders do not always do.
 */
final class Base64Digits {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final byte[] VALUES = values();

    private final long maxBytes;
    private final byte[] bytes;
    private int size;
    private int digits;
    private int padding;
    private int bits;
    /** The position of the first blank after a digit, counted from 1; 0 if there is none. */
    private int blank;

    /** @param length of the text; the buffer size follows from it, at most {@code maxBytes} */
    Base64Digits(int length, long maxBytes) {
        this.maxBytes = maxBytes;
        this.bytes = new byte[(int) Math.min(length * 3L / 4, maxBytes)];
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    void accept(char c, int position) {
        if (isBlank(c)) {
            if (c == ' ' && digits > 0 && padding == 0 && blank == 0) {
                blank = position;
            }
            return;
        }
        if (c == '=' && digits % 4 > 1 && padding < 4 - digits % 4) {
            padding++;
            return;
        }
        int value = c < VALUES.length ? VALUES[c] : -1;
        if (value < 0 || padding > 0) {
            throw invalid("has " + shown(c) + " at position " + position);
        }
        if (blank > 0) {
            throw plusBecameBlank();
        }
        accept(value);
    }

    /** Ends the text; a last group may be short. */
    void end() {
        if (blank > 0 && (digits + padding) % 4 != 0) {
            throw plusBecameBlank();
        }
        if (digits % 4 == 1) {
            throw invalid("is cut off inside its last group of digits");
        }
        if (size == 0) {
            throw invalid("is empty");
        }
    }

    ImageBytes toImage() {
        return ImageBytes.wrap(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
    }

    private void accept(int value) {
        int inGroup = digits++ & 3;
        bits = bits << 6 | value;
        if (inGroup == 0) {
            return;
        }
        if (size == bytes.length) {
            throw new ImageTooLargeException(maxBytes);
        }
        bytes[size++] = (byte) (bits >> (6 - 2 * inGroup));
    }

    private InvalidRequestException plusBecameBlank() {
        return invalid("has a blank at position " + blank
                + ": a '+' became a blank on the way, as in a form or a URL; send '+' as it is, or as %2B there");
    }

    private static InvalidRequestException invalid(String what) {
        return new InvalidRequestException("image", "image must be base64 or a data URL with base64, but it " + what);
    }

    private static String shown(char c) {
        return c > ' ' && c < 0x7F ? "'" + c + "'" : "the character U+%04X".formatted((int) c);
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        values['+'] = values['-'] = 62;
        values['/'] = values['_'] = 63;
        return values;
    }
}
