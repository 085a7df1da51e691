package dev.spotter.core.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.InvalidRequestException;
import java.text.Normalizer;

/**
 * The cleaned file name of an upload: the last path segment, in Unicode's NFC, without control characters, 1
 * to 255 bytes in UTF-8. It is data: no adapter may build a path or a key from it.
 */
public record Filename(String value) {
    public static final int MAX_BYTES = 255;

    /** @throws IllegalArgumentException if {@code value} is not clean; {@link #clean} cleans */
    public Filename {
        if (!value.equals(cleaned(value)) || !isNameable(value)) {
            throw new IllegalArgumentException("filename must be clean but was \"" + value + "\"");
        }
    }

    /**
     * The cleaned form of a name from a request.
     *
     * @throws InvalidRequestException if the cleaned name is empty or has more than 255 bytes
     */
    public static Filename clean(String raw) {
        String name = cleaned(raw);
        if (!isNameable(name)) {
            throw new InvalidRequestException(
                    "filename",
                    "filename must be 1 to " + MAX_BYTES
                            + " bytes of UTF-8, not counting directories and control characters, but was "
                            + (isDots(name) ? 0 : name.getBytes(UTF_8).length));
        }
        return new Filename(name);
    }

    private static boolean isNameable(String name) {
        return !name.isEmpty() && !isDots(name) && name.getBytes(UTF_8).length <= MAX_BYTES;
    }

    private static boolean isDots(String name) {
        return name.equals(".") || name.equals("..");
    }

    private static String cleaned(String raw) {
        String segment = raw.substring(Math.max(raw.lastIndexOf('/'), raw.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder(segment.length());
        segment.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .map(c -> isLoneSurrogate(c) ? 0xFFFD : c)
                .forEach(kept::appendCodePoint);
        return Normalizer.normalize(kept, Normalizer.Form.NFC);
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    @Override
    public String toString() {
        return value;
    }
}
