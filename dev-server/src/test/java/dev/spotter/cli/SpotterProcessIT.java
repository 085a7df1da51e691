package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotter.devserver.ApiClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A request to a server's process that fails")
class SpotterProcessIT {
    @TempDir
    private Path data;

    @Test
    @DisplayName("says with which exit status the process ended, and what it wrote to standard error")
    void ended() throws Exception {
        try (SpotterProcess spotter = start()) {
            ApiClient client = spotter.awaitClient();
            spotter.kill();
            assertThatThrownBy(() -> client.get("/healthz"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("/healthz GET failed: ", "ended with exit status 137", spotter.errors());
        }
    }

    @Test
    @DisplayName("says that the process still runs")
    void alive() throws Exception {
        try (SpotterProcess spotter = start();
                ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            spotter.awaitUrl();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> closeFirst(silent));
            ApiClient client = spotter.client(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
            assertThatThrownBy(() -> client.upload("photo.jpg", new byte[1]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the server's process still runs; its standard error: [");
            closing.join();
        }
    }

    private static void closeFirst(ServerSocket server) {
        try (Socket accepted = server.accept()) {
            accepted.getInputStream().read();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private SpotterProcess start() throws IOException {
        return SpotterProcess.start(List.of(), "serve", "--port", "0", "--data", data.toString());
    }
}
