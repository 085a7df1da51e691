package dev.spotter.emulator;

import dev.spotter.emulator.internal.SecretTokens;
import java.lang.reflect.Field;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

/**
 * Stands before everything in s3proxy's own server and accepts only clients that know a secret, which only
 * {@link S3Forward} sends. Others are refused before anything of their body is read: s3proxy itself takes forms into
 * memory before it looks who sent them.
 */
final class S3ProxyGuard extends Handler.Wrapper {
    static final String HEADER = "X-Emulator-Front";

    private final String secret;

    private S3ProxyGuard(String secret) {
        this.secret = secret;
    }

    /**
     * Puts one before a server that is not yet started. s3proxy does not expose its server, so this takes it from the
     * field that holds it.
     *
     * @throws IllegalStateException if this s3proxy has no such field; then it must not be started
     */
    static void install(S3Proxy proxy, String secret) {
        try {
            Field field = S3Proxy.class.getDeclaredField("server");
            field.setAccessible(true);
            ((Server) field.get(proxy)).insertHandler(new S3ProxyGuard(secret));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("s3proxy's server cannot be guarded", e);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String sent = request.getHeaders().get(HEADER);
        if (sent == null || !SecretTokens.equal(secret, sent)) {
            Response.writeError(request, response, callback, 403);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
