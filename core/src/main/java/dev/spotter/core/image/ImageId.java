package dev.spotter.core.image;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image's identity: 128 bits as 26 characters of lower-case <a
 * href="https://www.crockford.com/base32.html">Crockford base32</a>. A random id cannot be guessed, so whoever knows it
 * may read its prediction.
 */
public record ImageId(String text) implements Comparable<ImageId> {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;
    /** 26 digits hold 130 bits: the first one stays below 8. */
    private static final Pattern FORM = Pattern.compile("[0-7][" + ALPHABET + "]{" + (LENGTH - 1) + "}");

    /** @throws IllegalArgumentException if {@code text} is not of the form above */
    public ImageId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "imageId must be 26 characters of lower-case Crockford base32 but was \"" + text + "\"");
        }
    }

    /** The id with this text, or empty if no id has such a text. */
    public static Optional<ImageId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ImageId(text)) : Optional.empty();
    }

    /** A new id of 128 bits from {@code random}. */
    public static ImageId random(SecureRandom random) {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return of(bits);
    }

    /**
     * The id of these 128 bits.
     *
     * @param bits 16 bytes, the most significant first
     * @throws IllegalArgumentException if there are not 16 of them
     */
    public static ImageId of(byte[] bits) {
        if (bits.length != 16) {
            throw new IllegalArgumentException("bits must be 16 bytes but were " + bits.length);
        }
        BigInteger rest = new BigInteger(1, bits);
        char[] text = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt(rest.intValue() & 31);
            rest = rest.shiftRight(5);
        }
        return new ImageId(new String(text));
    }

    @Override
    public int compareTo(ImageId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
