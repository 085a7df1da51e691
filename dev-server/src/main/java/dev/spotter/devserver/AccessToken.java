package dev.spotter.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.internal.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** A secret text that requests must bring to a server that other machines can reach. Immutable. */
public final class AccessToken {
    /** Characters that need no escape in a URL, a cookie and {@code Authorization: Bearer} (RFC 6750). */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{16,256}");
    /** 144 bits: 24 characters of base64. */
    private static final int RANDOM_BYTES = 18;

    private final String text;
    private final String cookie;
    private final boolean isNew;

    private AccessToken(String text, boolean isNew) {
        this.text = text;
        this.cookie = Sha256.hex(("cookie:" + text).getBytes(UTF_8));
        this.isNew = isNew;
    }

    /** A new token, which nobody can guess. */
    public static AccessToken random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), true);
    }

    /**
     * A token of the caller's choice.
     *
     * @throws IllegalArgumentException if it is too short, or has other characters; its message does not contain it
     */
    public static AccessToken of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "the token must have 16 to 256 characters, of letters, digits and . _ ~ -");
        }
        return new AccessToken(text, false);
    }

    /** The token itself, which is secret. */
    String text() {
        return text;
    }

    boolean isNew() {
        return isNew;
    }

    /** What the page's cookie has in place of the token, which cannot be found from it; as secret as the token. */
    String cookie() {
        return cookie;
    }

    boolean matchesCookie(String given) {
        return MessageDigest.isEqual(given.getBytes(UTF_8), cookie.getBytes(UTF_8));
    }

    /** Takes as long for any text of a length, so that nobody can guess the token piece by piece. */
    boolean matches(String given) {
        return MessageDigest.isEqual(given.getBytes(UTF_8), text.getBytes(UTF_8));
    }

    /** Not the token: it must not get into a log. */
    @Override
    public String toString() {
        return "AccessToken";
    }
}
