package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.devserver.RawConnection;
import dev.spotter.devserver.Samples;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A server whose memory runs out")
@Timeout(180)
class FullMemoryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final byte[] IMAGE = Samples.bytes("coffee.png");

    @TempDir
    private Path data;

    /** In a heap that is too small, with more and more connections that hold some of it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"-Dnothing=special,the memory is full", "-XX:+ExitOnOutOfMemoryError,OutOfMemoryError"})
    @DisplayName("ends with status 3 and one line")
    void ends(String option, String line) throws Exception {
        List<RawConnection> connections = new ArrayList<>();
        try (SpotterProcess spotter =
                SpotterProcess.start(List.of("-Xmx26m", option), "serve", "--port", "0", "--data", data.toString())) {
            URI server = spotter.awaitUrl();
            Instant deadline = Instant.now().plus(PATIENCE);
            while (spotter.isAlive() && Instant.now().isBefore(deadline)) {
                upload(server, connections);
            }
            SpotterProcess.Ended ended = spotter.awaitEnd();
            assertThat(ended.exitStatus()).isEqualTo(FullMemory.EXIT_STATUS);
            assertThat(ended.out() + ended.err()).containsOnlyOnce(line);
        } finally {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }

    private static void upload(URI server, List<RawConnection> connections) {
        try {
            RawConnection connection = new RawConnection(server);
            connections.add(connection);
            connection.send("POST /upload?filename=a.png HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + IMAGE.length
                    + "\r\n\r\n");
            connection.send(IMAGE);
        } catch (IOException e) {
            // The server ends.
        }
    }
}
