package dev.spotter.core.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.spotter.core.internal.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret with which a client may delete an image that it uploaded: 192 random bits as 32 characters of <a
 * href="https://www.rfc-editor.org/rfc/rfc4648#section-5">base64url</a>. The response to the upload contains it; the
 * server stores only its {@link #hash}.
 */
public record DeletionToken(String text) {
    private static final int RANDOM_BYTES = 24;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{32}");

    /** @throws IllegalArgumentException if {@code text} is not of the form above; the message does not contain it */
    public DeletionToken {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a deletion token must be 32 characters of base64url");
        }
    }

    /** The token with this text, or empty if no token has such a text. */
    public static Optional<DeletionToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new DeletionToken(text)) : Optional.empty();
    }

    /** A new token from {@code random}. */
    public static DeletionToken random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new DeletionToken(Base64.getUrlEncoder().encodeToString(bytes));
    }

    /** The SHA-256 of the text. The token cannot be computed from it, because it is random. */
    public DeletionHash hash() {
        return new DeletionHash(Sha256.hex(text.getBytes(US_ASCII)));
    }

    /** Without the secret, because logs are not secret. */
    @Override
    public String toString() {
        return "DeletionToken[secret]";
    }
}
