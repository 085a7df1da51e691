package dev.spotter.emulator;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;

/** Passes requests on as they are, bodies as streams; the Host header too, since signatures cover it. */
final class S3Forward extends ProxyHandler.Reverse {
    /** Shorter than s3proxy's own, so that no connection is used that is just being closed. */
    private static final int IDLE_MILLIS = 20_000;

    private static final int MAX_CONNECTIONS = 512;

    S3Forward(int port) {
        super(request -> HttpURI.build(request.getHttpURI()).scheme("http").authority("127.0.0.1", port));
        setUseServerThreadPool(true);
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setUserAgentField(null);
        client.setIdleTimeout(IDLE_MILLIS);
        client.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
    }

    /** Adds none: S3 is not to see that there is a front. */
    @Override
    protected void addProxyHeaders(Request clientToProxy, org.eclipse.jetty.client.Request proxyToServer) {}
}
