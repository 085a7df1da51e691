package dev.spotter.devserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.devserver.aws.AwsServer;
import dev.spotter.devserver.aws.AwsServerSettings;
import dev.spotter.logging.EventLog;
import dev.spotter.logging.LogFormat;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The log and the meters of a server")
class ObservationTest {
    private final GatedClassifier classifier = new GatedClassifier();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Observation observation = new Observation(
            new Meters(), Optional.of(new EventLog(LogFormat.TEXT, false, Clock.systemUTC(), lines::add)), error -> {});

    @TempDir
    private Path data;

    @Test
    @DisplayName("have no method that a client invented")
    void method() throws Exception {
        classifier.open();
        ServerSettings settings = ServerSettings.builder(data)
                .http(HttpSettings.on("127.0.0.1", 0))
                .build();
        try (DevServer server = DevServer.start(settings, classifier, observation);
                RawConnection connection = new RawConnection(server.uri())) {
            connection
                    .send("SECRET /limits HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .response();
        }
        assertThat(lines).singleElement().asString().contains("method=OTHER").doesNotContain("SECRET");
    }

    @Test
    @DisplayName("are closed if the server does not start")
    void closed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpSettings http = HttpSettings.on("127.0.0.1", taken.getLocalPort());
            ServerSettings local = ServerSettings.builder(data).http(http).build();
            assertThatExceptionOfType(AddressUnavailableException.class)
                    .isThrownBy(() -> DevServer.start(local, classifier, observation));
            assertThat(observation.meters().registry().isClosed()).isTrue();
            AwsServerSettings aws = AwsServerSettings.builder().http(http).build();
            Observation other = Observation.withoutLog();
            assertThatExceptionOfType(AddressUnavailableException.class)
                    .isThrownBy(() -> AwsServer.start(aws, classifier, other));
            assertThat(other.meters().registry().isClosed()).isTrue();
        }
    }
}
