package dev.spotter.emulator;

import dev.spotter.emulator.internal.SecretTokens;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.jetty.server.Handler;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/** S3 by s3proxy, on a port of its own that accepts only the front. It checks the signatures itself. */
final class S3Backend {
    private static final int STOP_MILLIS = 1_000;
    private static final int SECRET_DIGITS = 32;
    private final S3Proxy proxy;
    private final Identity identity;
    private final String secret;

    private S3Backend(S3Proxy proxy, Identity identity, String secret) {
        this.proxy = proxy;
        this.identity = identity;
        this.secret = secret;
    }

    static S3Backend start(Optional<Path> directory, Identity identity, S3Events events) throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .blobStore(new NotifyingBlobStore(store(directory), events))
                .awsAuthentication(AuthenticationType.AWS_V4, identity.accessKeyId(), identity.secretAccessKey())
                .ignoreUnknownHeaders(true)
                .stopTimeout(STOP_MILLIS)
                .build();
        String secret = SecretTokens.hex(SECRET_DIGITS);
        S3ProxyGuard.install(proxy, secret);
        proxy.start();
        return new S3Backend(proxy, identity, secret);
    }

    Handler handler() {
        return new S3ScopeCheck(identity, new S3KeyCheck(new FormLimit(new S3Forward(port(), secret))));
    }

    /** The inner port, which is there for the front alone. */
    int port() {
        return proxy.getPort();
    }

    void stop() throws Exception {
        proxy.stop();
    }

    private static BlobStore store(Optional<Path> directory) {
        Properties properties = new Properties();
        if (directory.isEmpty()) {
            return BlobStores.create("transient-nio2", properties);
        }
        properties.setProperty("jclouds.filesystem.basedir", directory.get().toString());
        return BlobStores.create("filesystem-nio2", properties);
    }
}
