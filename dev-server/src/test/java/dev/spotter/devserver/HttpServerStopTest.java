package dev.spotter.devserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import dev.spotter.api.HealthRoute;
import dev.spotter.api.Route;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("A server that is stopped")
class HttpServerStopTest {
    /** It waits for 5 seconds for requests that are handled; for connections that do nothing it must not. */
    private static final Duration SHORT = Duration.ofSeconds(4);

    @Test
    @DisplayName("stops soon while clients go on connecting and send half a request")
    void connecting() throws Exception {
        HttpServer server = start(new HealthRoute());
        Clients clients = new Clients(server);
        try {
            clients.awaitSome();
            long begin = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SHORT);
        } finally {
            clients.end();
        }
    }

    @Test
    @DisplayName("ends a request that takes longer than a stop may")
    void endless() throws Exception {
        Endless route = new Endless();
        HttpServer server = start(route);
        URI uri = server.uri();
        try (RawConnection client = new RawConnection(uri)) {
            client.send("GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n");
            route.begun.await();
            server.close();
            assertThat(client.answerUntilReset()).doesNotContain("HTTP/1.1 200");
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> new RawConnection(uri).close());
        } finally {
            route.end.countDown();
        }
    }

    private static HttpServer start(Route route) {
        return HttpServer.start(
                HttpSettings.on("127.0.0.1", 0), new RoutedBackend(List.of(route)), Observation.withoutLog());
    }

    private static final class Endless implements Route {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/endless";
        }

        @Override
        public ApiResponse handle(ApiRequest request) {
            begun.countDown();
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    // It does not end for that.
                }
            }
            return new HealthRoute().handle(request);
        }
    }

    /** Connects again and again until the server takes no more. */
    private static final class Clients {
        private final List<RawConnection> connections = new ArrayList<>();
        private final CountDownLatch some = new CountDownLatch(200);
        private final URI server;
        private final Thread thread = new Thread(this::connect, "clients");

        private Clients(HttpServer server) {
            this.server = server.uri();
            thread.start();
        }

        private void awaitSome() throws InterruptedException {
            some.await();
        }

        private void connect() {
            try {
                while (true) {
                    connections.add(new RawConnection(server).send("G"));
                    some.countDown();
                }
            } catch (IOException e) {
                // The server has stopped.
            }
        }

        private void end() throws Exception {
            thread.join();
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }
}
