package dev.spotter.api;

import dev.spotter.core.error.InvalidRequestException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server's origin as seen by a client. The client itself sends it, so it may only be used in the response to that
 * client.
 */
final class Origin {
    private static final String AUTHORITY = "([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?";
    private static final Pattern HOST = Pattern.compile(AUTHORITY);
    private static final Pattern ORIGIN = Pattern.compile("https?://" + AUTHORITY);

    private Origin() {}

    /**
     * An absolute URL unchanged; a path completed with the origin that the client used.
     *
     * @throws InvalidRequestException if the client does not say which host it used
     */
    static URI resolve(ApiRequest request, URI address) {
        return address.isAbsolute() ? address : URI.create(of(request)).resolve(address);
    }

    /** A page sends its own origin, which is right behind any proxy; other clients send the host. */
    private static String of(ApiRequest request) {
        return matching(request, "origin", ORIGIN)
                .or(() -> matching(request, "host", HOST)
                        .map(host -> request.header(ApiRequest.SCHEME).orElse("http") + "://" + host))
                .orElseThrow(() -> new InvalidRequestException(
                        "Host", "the header Host must name the server, as in Host: localhost:8080"));
    }

    private static Optional<String> matching(ApiRequest request, String header, Pattern form) {
        return request.header(header).filter(value -> form.matcher(value).matches());
    }
}
