package dev.spotter.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A request that is forwarded to the inner S3")
class S3ForwardTest {
    @Test
    @DisplayName("is ended, with its connection, if no response comes in time")
    void noAnswer() throws Exception {
        Server front = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            silent.setSoTimeout(30_000);
            front.setHandler(new S3Forward(silent.getLocalPort(), "secret", Duration.ofMillis(200)));
            front.start();
            int port = ((ServerConnector) front.getConnectors()[0]).getLocalPort();
            CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
                    .sendAsync(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/bucket/key"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            try (Socket connection = silent.accept()) {
                connection.setSoTimeout(10_000);
                InputStream forwarded = connection.getInputStream();
                assertThat(forwarded.readAllBytes()).isNotEmpty();
            }
            assertThat(response.join().statusCode()).isEqualTo(500);
        } finally {
            front.stop();
        }
    }
}
