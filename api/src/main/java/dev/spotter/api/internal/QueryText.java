package dev.spotter.api.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.InvalidRequestException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The query of a URL. */
public final class QueryText {
    private QueryText() {}

    /**
     * The values of each parameter, decoded.
     *
     * @param raw the text after the question mark; may be empty
     * @throws InvalidRequestException if it is not percent-encoded
     */
    public static Map<String, List<String>> parameters(String raw) {
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

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("query", "the query is not percent-encoded as a URL's must be");
        }
    }
}
