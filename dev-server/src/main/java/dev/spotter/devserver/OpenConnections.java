package dev.spotter.devserver;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.jspecify.annotations.Nullable;

/**
 * The connections to the server, limited in number and in time: each takes some memory, also if its client sends half a
 * request and no more. A connection beyond the limit displaces the one that has waited longest for its client, of the
 * client that has most; so nobody keeps others out by connections that are only held. A client that begins a request
 * and does not end its head, does not finish a TLS handshake, or does not take a response, loses its connection.
 * Thread-safe.
 */
final class OpenConnections implements Connection.Listener {
    private final Limits limits;
    private final Map<Connection, Held> open = new HashMap<>();
    private @Nullable Duration idleTimeout;

    /**
     * How many connections there are, and how long one waits for its client.
     *
     * @param most more than the bodies and the requests that are handled at once, so that some always wait
     * @param longestHead for the head of a request, from its first byte, or from the connection's begin
     * @param longestResponse for a response to be taken
     */
    record Limits(int most, Duration longestHead, Duration longestResponse) {
        /** The largest response has about 200 KB. */
        static final Limits DEFAULT = new Limits(1_024, Duration.ofSeconds(30), Duration.ofMinutes(2));
    }

    private enum Stage {
        /** Nothing has come that is a request; a TLS handshake is part of it. */
        NEW,
        WORKING,
        SENDING,
        /** Between two requests. */
        RESTING,
        /** Some of a head has come. */
        HEAD
    }

    private static final class Held {
        private final String client;
        private Stage stage = Stage.NEW;
        private long sinceNanos = System.nanoTime();
        private long bytes;

        private Held(String client) {
            this.client = client;
        }

        private void enter(Stage next) {
            stage = next;
            sinceNanos = System.nanoTime();
        }
    }

    OpenConnections(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void onOpened(Connection connection) {
        // It carries the connection that counts.
        if (connection instanceof SslConnection) {
            return;
        }
        Optional<Connection> displaced;
        synchronized (this) {
            displaced = open.size() < limits.most()
                    ? Optional.empty()
                    : Optional.of(longestHeld().orElse(connection));
            open.put(connection, new Held(client(connection)));
            displaced.ifPresent(open::remove);
            if (idleTimeout != null) {
                connection.getEndPoint().setIdleTimeout(idleTimeout.toMillis());
            }
        }
        displaced.ifPresent(OpenConnections::end);
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        open.remove(connection);
    }

    /** Notes that a request of this connection is being handled. */
    void work(Connection connection) {
        enter(connection, Stage.WORKING);
    }

    /** Notes that a response is being sent. */
    void send(Connection connection) {
        enter(connection, Stage.SENDING);
    }

    /** Notes that a request has its response, and the client may send another. */
    void rest(Connection connection) {
        enter(connection, Stage.RESTING);
    }

    /** Ends those whose clients are too slow; to be called every second or so. */
    void endSlow() {
        List<Connection> slow;
        synchronized (this) {
            long now = System.nanoTime();
            open.forEach(OpenConnections::noteHead);
            slow = open.entrySet().stream()
                    .filter(entry -> isTooSlow(entry.getValue(), now))
                    .map(Map.Entry::getKey)
                    .toList();
        }
        slow.forEach(OpenConnections::end);
    }

    /**
     * Gives connections that are still opened this idle timeout. When it stops, Jetty shortens the timeout only of
     * those that are open by then, and would wait for others that were already on their way.
     */
    synchronized void shutDown(Duration timeout) {
        idleTimeout = timeout;
    }

    private synchronized void enter(Connection connection, Stage stage) {
        Held held = open.get(connection);
        if (held != null) {
            held.enter(stage);
            held.bytes = connection.getBytesIn();
        }
    }

    private static void noteHead(Connection connection, Held held) {
        if (held.stage == Stage.RESTING && connection.getBytesIn() > held.bytes) {
            held.enter(Stage.HEAD);
        }
    }

    private boolean isTooSlow(Held held, long now) {
        Duration longest =
                switch (held.stage) {
                    case NEW, HEAD -> limits.longestHead();
                    case SENDING -> limits.longestResponse();
                    case WORKING, RESTING -> Duration.ofNanos(Long.MAX_VALUE);
                };
        return now - held.sinceNanos > longest.toNanos();
    }

    private Optional<Connection> longestHeld() {
        Map<String, Long> connections =
                open.values().stream().collect(Collectors.groupingBy(held -> held.client, Collectors.counting()));
        Function<Held, Long> ofItsClient = held -> connections.getOrDefault(held.client, 0L);
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().stage != Stage.WORKING)
                .max(Map.Entry.comparingByValue(Comparator.comparing(ofItsClient)
                        .thenComparing(held -> held.sinceNanos, Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }

    private static String client(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress address
                ? address.getHostString()
                : "";
    }

    private static void end(Connection connection) {
        connection.getEndPoint().close();
    }
}
