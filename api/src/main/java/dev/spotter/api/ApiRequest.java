package dev.spotter.api;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageBytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A request to the API, free of any server. Immutable.
 *
 * @param method in upper case
 * @param path from the first slash, without the query
 * @param query the values of each parameter, percent-decoded
 * @param headers the values of each header; names in any case
 * @param body empty if there is none
 */
public record ApiRequest(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        ImageBytes body) {
    /** A server's own header with the scheme that the client used, by HTTP/2's name: no client can send it. */
    public static final String SCHEME = ":scheme";

    public ApiRequest {
        query = copy(query, UnaryOperator.identity());
        headers = copy(headers, ApiRequest::lowerCase);
    }

    /** The same request with another body. */
    public ApiRequest withBody(ImageBytes body) {
        return new ApiRequest(method, path, query, headers, body);
    }

    /** The first value of a header, or empty; the lookup ignores case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(lowerCase(name), List.of()).stream().findFirst();
    }

    /**
     * The value of a query parameter, or empty if it is missing.
     *
     * @throws InvalidRequestException if it is given more than once
     */
    public Optional<String> parameter(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidRequestException(
                    name, name + " must be given once but is given " + values.size() + " times");
        }
        return values.stream().findFirst();
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> given, UnaryOperator<String> toName) {
        Map<String, List<String>> merged = new LinkedHashMap<>();
        given.forEach((name, values) -> merged.computeIfAbsent(toName.apply(name), n -> new ArrayList<>())
                .addAll(values));
        merged.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(merged);
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
