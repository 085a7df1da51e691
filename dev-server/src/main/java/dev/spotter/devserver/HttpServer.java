package dev.spotter.devserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty around what answers the API's requests, and the page. */
public final class HttpServer implements AutoCloseable {
    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    /** The page is only files of its own origin, and previews of what was chosen. */
    static final Map<String, String> SECURITY_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " object-src 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private static final int MAX_THREADS = 200;
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(30);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Server server;
    private final ServerConnector connector;
    private final Exchange.Shared shared;
    private final String host;

    private HttpServer(Server server, ServerConnector connector, Exchange.Shared shared, String host) {
        this.server = server;
        this.connector = connector;
        this.shared = shared;
        this.host = host;
    }

    /**
     * Starts a server; it answers when this returns.
     *
     * @param port 0 for any that is free
     * @param allowedHosts names that it goes by, besides those of this machine's loopback address and the host
     * @throws UncheckedIOException if the address cannot be listened on; its message says why, for people
     */
    public static HttpServer start(String host, int port, Set<String> allowedHosts, Backend backend) {
        requireAddress(host);
        Exchange.Shared shared = new Exchange.Shared(
                backend, new CallerCheck(AllowedHosts.of(host, allowedHosts)), new RequestBodies(), new OpenBodies());
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("http");
        Server server = new Server(threads);
        ServerConnector connector = connector(server, host, port);
        Map<String, String> headers = headers(backend);
        server.setHandler(new GracefulHandler(new Exchanges(shared, headers)));
        server.setErrorHandler(new UnreadableRequests(backend, shared.open(), headers));
        server.setStopTimeout(LONGEST_STOP.toMillis());
        HttpServer started = new HttpServer(server, connector, shared, host);
        started.start();
        return started;
    }

    /** Where the server answers. */
    public URI uri() {
        try {
            return new URI("http", null, host, connector.getLocalPort(), "/", null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a host that is listened on can stand in a URI", e);
        }
    }

    /** Stops: bodies that are still coming are given up, whole requests are answered. */
    @Override
    public void close() {
        shared.open().endAll();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        } finally {
            shared.bodies().close();
        }
    }

    private void start() {
        try {
            server.start();
            endSlowBodies();
        } catch (Exception e) {
            close();
            throw e instanceof IOException io
                    ? new UncheckedIOException(BindFailure.words(io), io)
                    : new IllegalStateException("the server does not start", e);
        }
    }

    private void endSlowBodies() {
        shared.open().endSlow();
        server.getScheduler().schedule(this::endSlowBodies, 1, TimeUnit.SECONDS);
    }

    private static void requireAddress(String host) {
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException("no address is known of this name", e);
        }
    }

    private static ServerConnector connector(Server server, String host, int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_CONNECTION.toMillis());
        server.addConnector(connector);
        return connector;
    }

    private static Map<String, String> headers(Backend backend) {
        Map<String, String> headers = new HashMap<>(SECURITY_HEADERS);
        String policy = Objects.requireNonNull(SECURITY_HEADERS.get(CONTENT_SECURITY_POLICY));
        backend.pageSendsTo()
                .ifPresent(origin -> headers.put(CONTENT_SECURITY_POLICY, policy + "; connect-src 'self' " + origin));
        return Map.copyOf(headers);
    }

    private static final class Exchanges extends Handler.Abstract {
        private final Exchange.Shared shared;
        private final Map<String, String> headers;

        Exchanges(Exchange.Shared shared, Map<String, String> headers) {
            this.shared = shared;
            this.headers = headers;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            AnswerWriter writer = new AnswerWriter(request, response, callback, headers, shared.open());
            new Exchange(shared, request, writer).start();
            return true;
        }
    }
}
