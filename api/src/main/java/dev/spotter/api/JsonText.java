package dev.spotter.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * The characters of a JSON body. JSON is UTF-8 (RFC 8259, section 8.1): other encodings and invalid UTF-8, overlong
 * forms too, are refused, so that every server reads the same text. A byte order mark of UTF-8 is ignored.
 */
final class JsonText {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    /** The bytes of one character in UTF-32. */
    private static final int FIRST_BYTES = 4;

    private JsonText() {}

    /** Whether a body begins with a brace, in any encoding. No image does. */
    static boolean begins(ImageBytes body) {
        ByteBuffer bytes = body.buffer();
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '{') {
                return true;
            }
            boolean isMark = bytes.position() <= FIRST_BYTES && (isMark16(next) || isMark8(next, bytes.position() - 1));
            if (next != 0 && !isMark && !Base64Digits.isBlank((char) next)) {
                return false;
            }
        }
        return false;
    }

    /**
     * The characters of a body. Its {@code read} throws {@link CharacterCodingException} for invalid UTF-8;
     * {@link #notUtf8} is the error for the client.
     *
     * @throws InvalidRequestException if it is UTF-16 or UTF-32
     */
    static Reader reader(ImageBytes body, String expected) throws IOException {
        ByteBuffer bytes = body.buffer();
        for (int i = 0; i < Math.min(FIRST_BYTES, bytes.limit()); i++) {
            if (bytes.get(i) == 0 || isMark16(bytes.get(i))) {
                throw new InvalidRequestException(
                        "body", "the body must be JSON in UTF-8 but looks like UTF-16 or UTF-32: " + expected);
            }
        }
        InputStream in = body.stream();
        if (bytes.limit() >= MARK.length && bytes.slice(0, MARK.length).equals(ByteBuffer.wrap(MARK))) {
            in.skipNBytes(MARK.length);
        }
        return new InputStreamReader(in, UTF_8.newDecoder());
    }

    /**
     * Requires a string of JSON to be Unicode text: an escape can name half of a character, which no UTF-8 has.
     *
     * @param field what the error names
     * @throws InvalidRequestException if the string has half a character
     */
    static String requireUnicode(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw new InvalidRequestException(
                            field,
                            "the JSON has half of a character (an unpaired surrogate), which is not Unicode text");
                }
                i++;
            }
        }
        return text;
    }

    static InvalidRequestException notUtf8(String expected) {
        return new InvalidRequestException(
                "body", "the body must be JSON in UTF-8 but has bytes that are no UTF-8: " + expected);
    }

    private static boolean isMark16(byte b) {
        return b == (byte) 0xFE || b == (byte) 0xFF;
    }

    private static boolean isMark8(byte b, int index) {
        return index < MARK.length && MARK[index] == b;
    }
}
