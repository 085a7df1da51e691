package dev.spotter.devserver;

import dev.spotter.api.ApiResponse;
import dev.spotter.api.Refusals;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/**
 * Refuses what Jetty reads but RFC 9112 does not allow. Another server on the way may read such a request differently,
 * so that one of two requests is hidden from it (request smuggling): the connection ends with the refusal.
 */
final class StrictHttp {
    private StrictHttp() {}

    static Optional<ApiResponse> refusal(Request request) {
        return status(request).map(status -> Refusals.unreadable(status).with("Connection", "close"));
    }

    private static Optional<Integer> status(Request request) {
        List<String> codings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
        if (!codings.isEmpty()) {
            if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0) {
                return Optional.of(HttpStatus.BAD_REQUEST_400);
            }
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                return Optional.of(HttpStatus.NOT_IMPLEMENTED_501);
            }
        }
        HttpScheme scheme = request.getConnectionMetaData().isSecure() ? HttpScheme.HTTPS : HttpScheme.HTTP;
        return scheme.is(request.getHttpURI().getScheme()) ? Optional.empty() : Optional.of(HttpStatus.BAD_REQUEST_400);
    }
}
