package dev.spotter.core.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a {@link DeletionToken}. It is stored with the image, so that nobody who reads the store can delete
 * the image through the API.
 *
 * @param text 64 hexadecimal digits in lower case
 */
public record DeletionHash(String text) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if {@code text} is not of the form above */
    public DeletionHash {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a deletion hash must be 64 lower-case hexadecimal digits but was \"" + text + "\"");
        }
    }

    /** The hash with this text, or empty if no hash has such a text. */
    public static Optional<DeletionHash> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new DeletionHash(text)) : Optional.empty();
    }

    /** Whether this is the hash of a token. The comparison takes the same time for every token. */
    public boolean isOf(DeletionToken token) {
        return MessageDigest.isEqual(text.getBytes(US_ASCII), token.hash().text.getBytes(US_ASCII));
    }

    @Override
    public String toString() {
        return text;
    }
}
