package dev.spotter.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/** S3 by s3proxy, on a port of its own that only the front calls. It checks the signatures itself. */
final class S3Backend {
    private static final int STOP_MILLIS = 1_000;
    /** Shorter than s3proxy's own, so that no connection is used that is just being closed. */
    private static final int IDLE_MILLIS = 20_000;

    private static final int MAX_CONNECTIONS = 512;

    private final S3Proxy proxy;

    private S3Backend(S3Proxy proxy) {
        this.proxy = proxy;
    }

    static S3Backend start(Optional<Path> folder, Identity identity) throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .blobStore(store(folder))
                .awsAuthentication(AuthenticationType.AWS_V4, identity.accessKeyId(), identity.secretAccessKey())
                .ignoreUnknownHeaders(true)
                .stopTimeout(STOP_MILLIS)
                .build();
        proxy.start();
        return new S3Backend(proxy);
    }

    /** Passes requests on as they are, bodies as streams: the signature covers the Host header too. */
    Handler handler() {
        int port = proxy.getPort();
        return new ProxyHandler.Reverse(
                request -> HttpURI.build(request.getHttpURI()).scheme("http").authority("127.0.0.1", port)) {
            @Override
            protected void configureHttpClient(HttpClient client) {
                super.configureHttpClient(client);
                client.setUserAgentField(null);
                client.setIdleTimeout(IDLE_MILLIS);
                client.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
            }

            @Override
            protected void addProxyHeaders(Request clientToProxy, org.eclipse.jetty.client.Request proxyToServer) {
                // S3 does not see that there is a front.
            }
        };
    }

    void stop() throws Exception {
        proxy.stop();
    }

    private static BlobStore store(Optional<Path> folder) {
        Properties properties = new Properties();
        if (folder.isEmpty()) {
            return BlobStores.create("transient-nio2", properties);
        }
        try {
            Files.createDirectories(folder.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.setProperty("jclouds.filesystem.basedir", folder.get().toString());
        return BlobStores.create("filesystem-nio2", properties);
    }
}
