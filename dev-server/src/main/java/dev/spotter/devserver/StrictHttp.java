package dev.spotter.devserver;

import dev.spotter.api.ApiResponse;
import dev.spotter.api.internal.Refusals;
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
 *
 * @param behindProxy whether a proxy may say that its own connection is secure
 */
record StrictHttp(boolean behindProxy) {
    Optional<ApiResponse> refusal(Request request) {
        return status(request).map(status -> Refusals.unreadable(status).with("Connection", "close"));
    }

    private Optional<Integer> status(Request request) {
        List<String> codings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
        if (!codings.isEmpty()) {
            if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0) {
                return Optional.of(HttpStatus.BAD_REQUEST_400);
            }
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                return Optional.of(HttpStatus.NOT_IMPLEMENTED_501);
            }
        }
        return isSchemeRight(request) ? Optional.empty() : Optional.of(HttpStatus.BAD_REQUEST_400);
    }

    private boolean isSchemeRight(Request request) {
        String scheme = request.getHttpURI().getScheme();
        boolean isSecure = request.getConnectionMetaData().isSecure();
        boolean maySayHttps = isSecure || behindProxy;
        return HttpScheme.HTTPS.is(scheme) ? maySayHttps : !isSecure && HttpScheme.HTTP.is(scheme);
    }
}
