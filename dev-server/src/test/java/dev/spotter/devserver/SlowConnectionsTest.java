package dev.spotter.devserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.api.HealthRoute;
import dev.spotter.api.OpenApiRoute;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("Connections that are held open")
class SlowConnectionsTest {
    private static final String HEALTH = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int MOST = 50;

    private final List<RawConnection> held = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (RawConnection connection : held) {
            connection.close();
        }
    }

    @Test
    @DisplayName("by a head that comes byte by byte are ended, the first head and a later one alike")
    void slowHeads() throws Exception {
        try (HttpServer server = start(Duration.ofSeconds(2), Duration.ofMinutes(1))) {
            RawConnection first = hold(server).send("GET /healthz HTTP/1.1\r\nX: ");
            RawConnection later = hold(server).send(HEALTH);
            assertThat(later.status()).startsWith("HTTP/1.1 200");
            RawConnection silent = hold(server);
            RawConnection resting = hold(server).send(HEALTH);
            for (RawConnection trickling : List.of(first, later)) {
                assertThat(trickling.isEndedWithin(Duration.ofSeconds(30))).isTrue();
            }
            assertThat(silent.answerUntilReset()).isEmpty();
            // One that has had a response may rest for much longer.
            assertThat(resting.status()).startsWith("HTTP/1.1 200");
            assertThat(resting.send(HEALTH.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
                            .response())
                    .contains("HTTP/1.1 200");
        }
    }

    @Test
    @DisplayName("by clients that do not take their responses are ended")
    void slowReaders() throws Exception {
        try (HttpServer server = start(Duration.ofMinutes(1), Duration.ofSeconds(2))) {
            // More responses than the buffers of both sides hold.
            String many = "GET /openapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(1_000);
            RawConnection reader = hold(server);
            reader.sendAll(many);
            // The server ends it while there is still much to send.
            assertThat(reader.isEndedWithin(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    @DisplayName("by thousands are closed for others, those of the client with the most first")
    void flood() throws Exception {
        try (HttpServer server = start(Duration.ofMinutes(1), Duration.ofMinutes(1))) {
            RawConnection other = new RawConnection(server.uri(), InetAddress.getByName("127.0.0.2"));
            held.add(other.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n"));
            for (int i = 0; i < 10_000; i++) {
                RawConnection idle = hold(server);
                if (i % 1_000 == 0) {
                    assertThat(new ApiClient(server.uri()).get("/healthz").status())
                            .isEqualTo(200);
                }
                if (held.size() > 2 * MOST) {
                    held.remove(1).close();
                }
                idle.sendAll("G");
            }
            assertThat(other.send("Connection: close\r\n\r\n").response()).startsWith("HTTP/1.1 200");
        }
    }

    private RawConnection hold(HttpServer server) throws Exception {
        RawConnection connection = new RawConnection(server.uri());
        held.add(connection);
        return connection;
    }

    private static HttpServer start(Duration longestHead, Duration longestResponse) {
        return HttpServer.start(
                HttpSettings.on("127.0.0.1", 0),
                new RoutedBackend(List.of(new HealthRoute(), new OpenApiRoute())),
                Observation.withoutLog(),
                new OpenConnections.Limits(MOST, longestHead, longestResponse));
    }
}
