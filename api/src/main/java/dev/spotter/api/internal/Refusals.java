package dev.spotter.api.internal;

import dev.spotter.api.ApiResponse;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.internal.Excerpt;

/** The responses of Spotter's server to requests that it refuses before any route is called. */
public final class Refusals {
    private static final String EXPECTED_HTTP = "send it as HTTP/1.1 has it";

    private Refusals() {}

    /** For a host name that is not the server's: a page may have directed its own name here. */
    public static ApiResponse host(String host) {
        return ApiResponse.problem(
                421,
                "host-not-allowed",
                "Host not allowed",
                "this server does not have the host name " + Excerpt.quoted(host)
                        + "; use localhost, or start the server with this name allowed");
    }

    /** For a writing request from a page of another origin. */
    public static ApiResponse origin() {
        return ApiResponse.problem(
                403,
                "origin-not-allowed",
                "Origin not allowed",
                "a page of another origin may not write here; behind a proxy, start the server with the "
                        + "proxy's host allowed");
    }

    /** For a request without the server's token, or with a wrong one. */
    public static ApiResponse token() {
        return ApiResponse.problem(
                        401,
                        "token-needed",
                        "Token needed",
                        "this server answers only with its token: open the URL that it printed when it was started, or "
                                + "send Authorization: Bearer with the token")
                .with("WWW-Authenticate", "Bearer");
    }

    /** For a body that arrives too slowly. */
    public static ApiResponse slowBody(String detail) {
        return ApiResponse.problem(408, "request-timeout", "Request timeout", detail);
    }

    /**
     * For a malformed HTTP request.
     *
     * @param status the HTTP status, 400 to 599; one that the API does not describe becomes 400
     */
    public static ApiResponse unreadable(int status) {
        return switch (status) {
            case 408 -> slowBody("the request did not come in time");
            case 414 -> ApiResponse.problem(414, "uri-too-long", "URI too long", "the URL of the request is too long");
            case 417 ->
                ApiResponse.problem(
                        417, "expectation-failed", "Expectation failed", "Expect may be 100-continue and nothing else");
            case 431 ->
                ApiResponse.problem(
                        431, "headers-too-large", "Headers too large", "the headers of the request are too large");
            case 501 ->
                ApiResponse.problem(
                        501,
                        "transfer-coding-unsupported",
                        "Transfer coding not supported",
                        "Transfer-Encoding may be chunked and nothing else");
            case 505 ->
                ApiResponse.problem(
                        505,
                        "http-version-unsupported",
                        "HTTP version not supported",
                        "the server speaks HTTP/1.1 and HTTP/1.0");
            default -> unreadable("the request cannot be read as HTTP; " + EXPECTED_HTTP);
        };
    }

    /** For a body that does not match its headers. */
    public static ApiResponse unreadableBody() {
        return unreadable(
                "the body ends before its declared length, or its chunks are not well-formed; " + EXPECTED_HTTP);
    }

    private static ApiResponse unreadable(String detail) {
        return ApiResponse.problem(new InvalidRequestException("request", detail));
    }
}
