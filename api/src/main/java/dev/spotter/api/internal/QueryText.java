package dev.spotter.api.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.InvalidRequestException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The query of a URL. */
public final class QueryText {
    /** What a server gives for bytes that were not percent-encoded and are not UTF-8. */
    private static final char UNREADABLE = '\uFFFD';

    private static final int HEX = 16;

    private QueryText() {}

    /**
     * The values of each parameter, decoded.
     *
     * @param raw the text after the question mark; may be empty
     * @throws InvalidRequestException if it is not percent-encoded, or is not UTF-8
     */
    public static Map<String, List<String>> parameters(String raw) {
        if (raw.indexOf(UNREADABLE) >= 0) {
            throw notUtf8();
        }
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String parameter : raw.split("&", -1)) {
            if (!parameter.isEmpty()) {
                int equals = parameter.indexOf('=');
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                String value = equals < 0 ? "" : parameter.substring(equals + 1);
                query.computeIfAbsent(decoded(name), n -> new ArrayList<>()).add(decoded(value));
            }
        }
        return query;
    }

    /** The JDK's decoder would replace invalid UTF-8, so that two different names become one. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text.replace('+', ' ');
        }
        byte[] encoded = text.getBytes(UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            switch (encoded[i]) {
                case '%' -> {
                    bytes.write(digit(encoded, i + 1) * HEX + digit(encoded, i + 2));
                    i += 2;
                }
                case '+' -> bytes.write(' ');
                default -> bytes.write(encoded[i]);
            }
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    private static int digit(byte[] encoded, int at) {
        // Only ASCII's digits count as such.
        int digit = at < encoded.length && encoded[at] > 0 ? Character.digit(encoded[at], HEX) : -1;
        if (digit < 0) {
            throw new InvalidRequestException("query", "the query is not percent-encoded as a URL's must be");
        }
        return digit;
    }

    private static InvalidRequestException notUtf8() {
        return new InvalidRequestException(
                "query", "the query must be UTF-8, percent-encoded, but has bytes that are not UTF-8");
    }
}
