package dev.spotter.emulator;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** The one server that is called from outside: a port for each service on the loopback address. */
final class EmulatorServer {
    private static final int MAX_THREADS = 200;
    private static final int HEADER_BYTES = 64 << 10;

    private final Server server;
    private final Map<Service, ServerConnector> connectors;

    private EmulatorServer(Server server, Map<Service, ServerConnector> connectors) {
        this.server = server;
        this.connectors = connectors;
    }

    /**
     * Starts it.
     *
     * @param before puts in front of the services what is to see their requests first; its server has its URIs once it
     *     is started
     * @param idleTimeout after which a client is given up that sends nothing of a request or a body that it began
     */
    static EmulatorServer start(
            Map<Service, Handler> services, BiFunction<EmulatorServer, Handler, Handler> before, Duration idleTimeout)
            throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("aws-emulator");
        threads.setDaemon(true);
        Server server = new Server(threads, new ScheduledExecutorScheduler("aws-emulator-timer", true), null);
        Map<Service, ServerConnector> connectors = new EnumMap<>(Service.class);
        for (Service service : services.keySet()) {
            ServerConnector connector = connector(server, service, idleTimeout);
            server.addConnector(connector);
            connectors.put(service, connector);
        }
        EmulatorServer front = new EmulatorServer(server, connectors);
        server.setHandler(new Patient(before.apply(front, new ByConnector(services))));
        try {
            server.start();
        } catch (Exception e) {
            front.stop();
            throw e;
        }
        return front;
    }

    URI uri(Service service) {
        return URI.create(
                "http://127.0.0.1:" + requireNonNull(connectors.get(service)).getLocalPort());
    }

    void stop() throws Exception {
        server.stop();
    }

    private static ServerConnector connector(Server server, Service service, Duration idleTimeout) {
        HttpConfiguration http = new HttpConfiguration();
        http.setHttpCompliance(HttpCompliance.LEGACY);
        // A key of S3 may look like any path: which are good ones is the service's to say.
        http.setUriCompliance(UriCompliance.UNSAFE);
        // Signatures cover headers as they were written.
        http.setHeaderCacheCaseSensitive(true);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setResponseHeaderSize(HEADER_BYTES);
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setName(service.name());
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(idleTimeout.toMillis());
        return connector;
    }

    /** A call that is slow on purpose is not idle: only a client that does not go on sending is. */
    private static final class Patient extends Handler.Wrapper {
        Patient(Handler next) {
            super(next);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            request.addIdleTimeoutListener(timeout -> false);
            return super.handle(request, response, callback);
        }
    }

    private static final class ByConnector extends Handler.Sequence {
        private final Map<Service, Handler> services;

        ByConnector(Map<Service, Handler> services) {
            super(services.values().toArray(Handler[]::new));
            this.services = services;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String name = request.getConnectionMetaData().getConnector().getName();
            return requireNonNull(services.get(Service.valueOf(name))).handle(request, response, callback);
        }
    }
}
