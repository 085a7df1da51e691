package dev.spotter.devserver;

import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.QuotedCSV;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Takes the client's address, the scheme and the host from the headers that the proxy in front sets; those of the other
 * kind are ignored, because a client may have sent them. Of several values the last counts, which the proxy itself has
 * added: those before it may be the client's invention.
 */
final class ForwardedHeaders implements HttpConfiguration.Customizer {
    private static final List<HttpHeader> NAMES = List.of(
            HttpHeader.FORWARDED,
            HttpHeader.X_FORWARDED_FOR,
            HttpHeader.X_FORWARDED_PROTO,
            HttpHeader.X_FORWARDED_HOST);

    private final ForwardedRequestCustomizer jetty = new ForwardedRequestCustomizer();

    ForwardedHeaders(ProxyHeaders proxy) {
        jetty.setForwardedOnly(proxy == ProxyHeaders.FORWARDED);
        jetty.setForwardedServerHeader(null);
        jetty.setForwardedPortHeader(null);
        jetty.setForwardedHttpsHeader(null);
        jetty.setForwardedCipherSuiteHeader(null);
        jetty.setForwardedSslSessionIdHeader(null);
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        return jetty.customize(new Nearest(request), responseHeaders);
    }

    /** A request with the last value of each header. */
    private static final class Nearest extends Request.Wrapper {
        private final HttpFields headers;

        Nearest(Request request) {
            super(request);
            HttpFields.Mutable last = HttpFields.build(request.getHeaders());
            for (HttpHeader name : NAMES) {
                List<String> values =
                        new QuotedCSV(true, last.getValuesList(name).toArray(String[]::new)).getValues();
                if (!values.isEmpty()) {
                    last.put(name, values.get(values.size() - 1));
                }
            }
            headers = last.asImmutable();
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
