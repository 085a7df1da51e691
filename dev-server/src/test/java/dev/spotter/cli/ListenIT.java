package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command serve, with options for its address, its token and HTTPS,")
class ListenIT {
    private static final String TOKEN = "a-token-of-one-s-own";

    @TempDir
    private Path directory;

    @Test
    @DisplayName("makes a token where other machines can connect, also through a proxy, and prints it in the URL")
    void open() throws Exception {
        try (SpotterProcess spotter = start(Map.of(), "--host", "0.0.0.0")) {
            URI url = spotter.awaitUrl();
            assertThat(url.getQuery()).matches("token=[A-Za-z0-9_-]{24}");
            String token = url.getQuery().substring("token=".length());
            assertThat(status(url, "/limits", "")).isEqualTo(401);
            assertThat(status(url, "/limits", token)).isEqualTo(200);
            assertThat(status(url, "/healthz", "")).isEqualTo(200);
            assertThat(spotter.errors()).doesNotContain(token);
            assertThat(url.getHost()).isEqualTo("127.0.0.1");
        }
        for (String options : List.of("--behind-proxy", "--behind-proxy=forwarded", "--allow-host=photos.example")) {
            try (SpotterProcess spotter = start(Map.of(), options)) {
                assertThat(spotter.awaitUrl().getQuery()).as(options).matches("token=[A-Za-z0-9_-]{24}");
            }
        }
    }

    @Test
    @DisplayName("has no token on loopback, unless one is given, by the environment or in a file")
    void given() throws Exception {
        try (SpotterProcess spotter = start(Map.of())) {
            assertThat(status(spotter.awaitUrl(), "/limits", "")).isEqualTo(200);
        }
        try (SpotterProcess spotter = start(Map.of("SPOTTER_TOKEN", TOKEN))) {
            URI url = spotter.awaitUrl();
            assertThat(url.getQuery()).isNull();
            assertThat(status(url, "/limits", "")).isEqualTo(401);
            assertThat(status(url, "/limits", TOKEN)).isEqualTo(200);
        }
        SpotterProcess.Ended both =
                SpotterProcess.run(new byte[0], List.of(), Map.of("SPOTTER_TOKEN", TOKEN), arguments("--no-token"));
        assertThat(both.exitStatus()).isEqualTo(2);
        assertThat(both.err()).contains("SPOTTER_TOKEN exclude each other").doesNotContain(TOKEN);
        Path file = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        try (SpotterProcess spotter = start(Map.of(), "--token", "@" + file)) {
            URI url = spotter.awaitUrl();
            assertThat(status(url, "/limits", "")).isEqualTo(401);
            assertThat(status(url, "/limits", TOKEN)).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("warns if it accepts every client")
    void noToken() throws Exception {
        try (SpotterProcess spotter = start(Map.of(), "--host", "0.0.0.0", "--no-token")) {
            assertThat(status(spotter.awaitUrl(), "/limits", "")).isEqualTo(200);
            assertThat(spotter.errors()).contains("Warning: without a token");
        }
    }

    @Test
    @DisplayName("ends with 2 and one line where a secret or a keystore cannot be used, and does not show it")
    void unusable() throws Exception {
        assertEnds("16 to 256 characters", "--token", "short");
        assertEnds("exclude each other", "--token", TOKEN, "--no-token");
        assertEnds("cannot be read", "--token", "@" + directory.resolve("none"));
        assertEnds("--tls-password", "--tls-keystore", "key.p12");
        assertEnds("--tls-keystore", "--tls-password", "@key");
        assertEnds("must be @ and the name of a file", "--tls-keystore", "key.p12", "--tls-password", "secret");
        Path password = Files.writeString(directory.resolve("password"), "secret");
        assertEnds("no such file", "--tls-keystore", "key.p12", "--tls-password", "@" + password);
    }

    @Test
    @DisplayName("reports an address that cannot be used before anything is started, with --aws too")
    void address() throws Exception {
        SpotterProcess.Ended noHost = SpotterProcess.run("serve", "--aws", "--host", "nowhere.invalid");
        assertThat(noHost.exitStatus()).isEqualTo(2);
        assertThat(noHost.err().strip())
                .contains("this host name has no known address")
                .hasLineCount(1);
        SpotterProcess.Ended noAddress = SpotterProcess.run("serve", "--aws", "--host", "192.0.2.1");
        assertThat(noAddress.exitStatus()).isEqualTo(2);
        assertThat(noAddress.err().strip())
                .contains("it is not an address of this machine")
                .hasLineCount(1);
    }

    private void assertEnds(String words, String... options) throws Exception {
        SpotterProcess.Ended ended = SpotterProcess.run(arguments(options));
        assertThat(ended.exitStatus()).as(words).isEqualTo(2);
        assertThat(ended.err().strip())
                .contains(words)
                .doesNotContain("secret", TOKEN)
                .hasLineCount(1);
    }

    private SpotterProcess start(Map<String, String> environment, String... options) throws Exception {
        return SpotterProcess.start(List.of(), environment, arguments(options));
    }

    private String[] arguments(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "serve", "--port", "0", "--data", directory.resolve("data").toString()));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    private static int status(URI server, String path, String token) throws Exception {
        URI local = URI.create("http://127.0.0.1:" + server.getPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(local);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }
}
