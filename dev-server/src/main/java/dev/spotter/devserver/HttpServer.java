package dev.spotter.devserver;

import dev.spotter.micrometer.RequestMeters;
import io.javalin.Javalin;
import io.javalin.config.JettyConfig;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;

/** Javalin with the API's routes and the page, behind a handler that reads each body whole. */
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

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    private static final Duration SHUTDOWN_REST = Duration.ofSeconds(1);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    /**
     * A client that sends its next request just as its connection is closed gets no response. So a connection rests for
     * as long as common clients keep theirs, 5 minutes in Chrome; {@link OpenConnections} bounds how many there are.
     */
    private static final Duration LONGEST_REST = Duration.ofMinutes(6);

    private final Javalin javalin;
    private final Exchange.Shared shared;
    private final OpenConnections connections;
    private final HttpSettings settings;

    private HttpServer(Javalin javalin, Exchange.Shared shared, OpenConnections connections, HttpSettings settings) {
        this.javalin = javalin;
        this.shared = shared;
        this.connections = connections;
        this.settings = settings;
    }

    /**
     * Starts a server; it accepts requests when this returns.
     *
     * @throws AddressUnavailableException if the address cannot be listened on; its message says why, for people
     */
    public static HttpServer start(HttpSettings settings, Backend backend, Observation observation) {
        return start(settings, backend, observation, OpenConnections.Limits.DEFAULT);
    }

    static HttpServer start(
            HttpSettings settings, Backend routes, Observation observation, OpenConnections.Limits limits) {
        Backend backend = new ObservedBackend(routes, observation);
        settings.requireFree();
        Exchange.Shared shared = new Exchange.Shared(
                backend, RequestChecks.of(settings, backend), new RequestBodies(), new OpenBodies());
        Map<String, String> headers = headers(backend);
        OpenConnections connections = new OpenConnections(limits);
        RequestJournal journal =
                new RequestJournal(new RequestMeters(observation.meters().registry()), observation.log(), backend);
        Javalin javalin = Javalin.create(config -> {
            configureJetty(config.jetty, new RequestThreads(observation), shared, headers, connections);
            config.jetty.modifyServer(server -> server.setRequestLog(journal));
            config.jetty.addConnector((server, http) -> connector(server, http, settings, connections));
            new Application(backend, headers).configure(config);
        });
        HttpServer server = new HttpServer(javalin, shared, connections, settings);
        server.start();
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

    /** The URL of the server on this machine. */
    public URI uri() {
        return uri(null);
    }

    /** The URL of the page for people: with the token if it was made for this start. */
    public URI pageUri() {
        return uri(settings.token()
                .filter(AccessToken::isNew)
                .map(token -> "token=" + token.text())
                .orElse(null));
    }

    private URI uri(@Nullable String query) {
        try {
            String scheme = settings.tls().isPresent() ? "https" : "http";
            return new URI(scheme, null, settings.localHost(), javalin.port(), "/", query, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a host that is listened on can stand in a URI", e);
        }
    }

    /**
     * Stops: bodies that are still coming are given up, complete requests get their responses if they are handled
     * within five seconds.
     */
    @Override
    public void close() {
        shared.open().endAll();
        connections.shutDown(SHUTDOWN_REST);
        try {
            // Javalin would log a request that takes too long as an error of its own.
            javalin.jettyServer().server().stop();
        } catch (TimeoutException e) {
            // Jetty has ended what was still open, and everything is stopped.
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        } finally {
            shared.bodies().close();
        }
    }

    private void start() {
        try {
            javalin.start();
            new RepeatedJob(javalin.jettyServer().server().getScheduler(), PERIOD, this::endSlow).run();
        } catch (JavalinException e) {
            shared.bodies().close();
            throw e.getCause() instanceof IOException io
                    ? new AddressUnavailableException(BindFailure.words(io), io)
                    : new IllegalStateException("the server does not start", e);
        }
    }

    private void endSlow() {
        shared.open().endSlow();
        connections.endSlow();
    }

    private static Connector connector(
            Server server, HttpConfiguration common, HttpSettings settings, OpenConnections connections) {
        HttpConfiguration http = new HttpConfiguration(common);
        HttpConnectionFactory requests = new HttpConnectionFactory(http);
        ServerConnector connector = settings.tls()
                .map(tls -> {
                    // Names are checked by the header Host; the certificate's are for the client to check.
                    http.addCustomizer(new SecureRequestCustomizer(false));
                    return new ServerConnector(
                            server, new SslConnectionFactory(tls.contextFactory(), requests.getProtocol()), requests);
                })
                .orElseGet(() -> new ServerConnector(server, requests));
        settings.proxy().map(ForwardedHeaders::new).ifPresent(http::addCustomizer);
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(LONGEST_REST.toMillis());
        connector.setShutdownIdleTimeout(SHUTDOWN_REST.toMillis());
        connector.addEventListener(connections);
        return connector;
    }

    private static void configureJetty(
            JettyConfig jetty,
            RequestThreads threads,
            Exchange.Shared shared,
            Map<String, String> headers,
            OpenConnections connections) {
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
