package dev.spotter.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A response of the API, free of any server. Immutable; equal when status, headers and bytes are. */
public final class ApiResponse {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * @param headers names in any case; of two names that differ only in case, one is kept
     * @param body copied
     */
    public ApiResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        this.headers = Collections.unmodifiableMap(sorted);
        this.body = body.clone();
    }

    static ApiResponse of(int status, String contentType, String text) {
        return new ApiResponse(status, Map.of("Content-Type", contentType), text.getBytes(UTF_8));
    }

    /**
     * A response that reports a failure, in the form of RFC 9457.
     *
     * @param code what programs recognise the failure by, such as {@code path-not-found}
     * @param detail what was wrong and what is accepted, in words for people
     */
    public static ApiResponse problem(int status, String code, String title, String detail) {
        return Problems.problem(status, code, title, detail);
    }

    /** The response to a request that failed; of an unknown failure it says nothing but that. */
    public static ApiResponse problem(RuntimeException failure) {
        return Problems.of(failure);
    }

    public ApiResponse with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new ApiResponse(status, more, body);
    }

    ApiResponse withoutBody() {
        return new ApiResponse(status, headers, new byte[0]);
    }

    public int status() {
        return status;
    }

    /** The headers, sorted by name; the lookup ignores case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The value of a header, or empty; the lookup ignores case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** A copy of the bytes; empty if there is no body. */
    public byte[] body() {
        return body.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiResponse that
                && status == that.status
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        // Without the headers, which are equal in any case.
        return Objects.hash(status, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return "ApiResponse[status=%d, headers=%s, body=%d bytes]".formatted(status, headers, body.length);
    }
}
