package dev.spotter.devserver;

import dev.spotter.micrometer.RequestMeters;
import io.javalin.Javalin;
import io.javalin.config.JettyConfig;
import io.javalin.util.JavalinException;
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
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Javalin with what answers the API's requests, and the page; before it a gate that no body passes in part. */
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
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    /**
     * A client that sends its next request just as its connection is closed gets no answer. So a connection rests for
     * as long as common clients keep theirs, 5 minutes in Chrome; {@link OpenConnections} bounds how many there are.
     */
    private static final Duration LONGEST_REST = Duration.ofMinutes(6);

    private final Javalin javalin;
    private final Exchange.Shared shared;
    private final String host;

    private HttpServer(Javalin javalin, Exchange.Shared shared, String host) {
        this.javalin = javalin;
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
    public static HttpServer start(
            String host, int port, Set<String> allowedHosts, Backend backend, Observation observation) {
        requireAddress(host);
        Exchange.Shared shared = new Exchange.Shared(
                backend, new CallerCheck(AllowedHosts.of(host, allowedHosts)), new RequestBodies(), new OpenBodies());
        Map<String, String> headers = headers(backend);
        OpenConnections connections = new OpenConnections();
        RequestJournal journal =
                new RequestJournal(new RequestMeters(observation.meters().registry()), observation.log(), backend);
        Javalin javalin = Javalin.create(config -> {
            configureJetty(config.jetty, shared, headers, connections);
            config.jetty.modifyServer(server -> server.setRequestLog(journal));
            new Application(backend, headers).configure(config);
        });
        HttpServer server = new HttpServer(javalin, shared, host);
        server.start(port, connections);
        return server;
    }

    /**
     * Loads what any server needs, which takes most of its start, and opens nothing; to be called beside other work.
     */
    public static void loadAhead() {
        Javalin javalin = Javalin.create(config -> config.startup.startupWatcherEnabled = false);
        javalin.javalinServlet();
        javalin.jettyServer().server();
    }

    /** Where the server answers. */
    public URI uri() {
        try {
            return new URI("http", null, host, javalin.port(), "/", null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a host that is listened on can stand in a URI", e);
        }
    }

    /** Stops: bodies that are still coming are given up, whole requests are answered. */
    @Override
    public void close() {
        shared.open().endAll();
        try {
            javalin.stop();
        } finally {
            shared.bodies().close();
        }
    }

    private void start(int port, OpenConnections connections) {
        try {
            javalin.start(host, port);
            for (Connector connector : javalin.jettyServer().server().getConnectors()) {
                connector.addEventListener(connections);
                if (connector instanceof AbstractConnector resting) {
                    resting.setIdleTimeout(LONGEST_REST.toMillis());
                }
            }
            endSlowBodies();
        } catch (JavalinException e) {
            shared.bodies().close();
            throw e.getCause() instanceof IOException io
                    ? new UncheckedIOException(BindFailure.words(io), io)
                    : new IllegalStateException("the server does not start", e);
        }
    }

    private void endSlowBodies() {
        shared.open().endSlow();
        javalin.jettyServer().server().getScheduler().schedule(this::endSlowBodies, 1, TimeUnit.SECONDS);
    }

    private static void requireAddress(String host) {
        try {
            // Without a name it would be the loopback address, which no URL can say.
            if (host.isEmpty()) {
                throw new UnknownHostException(host);
            }
            InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException("no address is known of this name", e);
        }
    }

    private static void configureJetty(
            JettyConfig jetty, Exchange.Shared shared, Map<String, String> headers, OpenConnections connections) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("http");
        jetty.threadPool = threads;
        // Javalin lets a path be read in two ways.
        jetty.modifyHttpConfiguration(http -> {
            http.setUriCompliance(UriCompliance.DEFAULT);
            http.setHttpCompliance(HttpCompliance.STRICT);
        });
        jetty.modifyServer(server -> {
            // It would end connections that rest for a second.
            server.removeBean(server.getBean(LowResourceMonitor.class));
            server.setHandler(new GracefulHandler(new AsyncRequestHandler(shared, headers, connections)));
            server.setErrorHandler(new UnreadableRequests(shared.backend(), shared.open(), headers));
            server.setStopTimeout(LONGEST_STOP.toMillis());
        });
    }

    private static Map<String, String> headers(Backend backend) {
        Map<String, String> headers = new HashMap<>(SECURITY_HEADERS);
        String policy = Objects.requireNonNull(SECURITY_HEADERS.get(CONTENT_SECURITY_POLICY));
        backend.pageSendsTo()
                .ifPresent(origin -> headers.put(CONTENT_SECURITY_POLICY, policy + "; connect-src 'self' " + origin));
        return Map.copyOf(headers);
    }
}
