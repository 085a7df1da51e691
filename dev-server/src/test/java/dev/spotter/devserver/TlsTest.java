package dev.spotter.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.api.HealthRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server with a key for TLS")
class TlsTest {
    private static final String PASSWORD = "a password";

    @TempDir
    private Path directory;

    private final GatedClassifier classifier = new GatedClassifier();

    @Test
    @DisplayName("answers by HTTPS, says so in its URLs, and marks its cookie Secure")
    void https() throws Exception {
        Path keystore = keystore("-ext", "san=dns:localhost,ip:127.0.0.1");
        String token = "0123456789abcdef";
        HttpSettings http = HttpSettings.on("127.0.0.1", 0)
                .withTls(Optional.of(TlsKey.open(keystore, PASSWORD)))
                .withToken(Optional.of(AccessToken.of(token)));
        classifier.open();
        try (DevServer server = DevServer.start(
                ServerSettings.builder(directory.resolve("data")).http(http).build(), classifier)) {
            assertThat(server.uri().getScheme()).isEqualTo("https");
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(keystore)).build();
            HttpResponse<String> redirect = send(client, server.uri().resolve("/?token=" + token));
            assertThat(redirect.statusCode()).isEqualTo(303);
            assertThat(redirect.headers().firstValue("Set-Cookie"))
                    .get()
                    .asString()
                    .endsWith("; Secure");
            assertThat(redirect.headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
            String wanted = "{\"filename\":\"b.png\",\"sizeBytes\":9,\"contentType\":\"image/png\"}";
            HttpRequest signed = HttpRequest.newBuilder(server.uri().resolve("/upload-url"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(wanted))
                    .build();
            assertThat(client.send(signed, BodyHandlers.ofString()).body()).contains("\"url\":\"https://127.0.0.1:");
            try (RawConnection plain = new RawConnection(server.uri())) {
                assertThat(plain.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .answerUntilReset())
                        .doesNotContain("HTTP/1.1 200");
            }
        }
    }

    @Test
    @DisplayName("serves other clients while handshakes never finish, and closes their connections")
    void handshakes() throws Exception {
        HttpSettings http = HttpSettings.on("127.0.0.1", 0)
                .withTls(Optional.of(TlsKey.open(keystore("-ext", "san=ip:127.0.0.1"), PASSWORD)));
        OpenConnections.Limits limits = new OpenConnections.Limits(10, Duration.ofSeconds(1), Duration.ofSeconds(1));
        try (HttpServer server = HttpServer.start(
                http, new RoutedBackend(List.of(new HealthRoute())), Observation.withoutLog(), limits)) {
            List<Socket> silent = new ArrayList<>();
            try {
                for (int i = 0; i < 12; i++) {
                    silent.add(new Socket(
                            InetAddress.getLoopbackAddress(), server.uri().getPort()));
                    // The beginning of a ClientHello.
                    silent.get(i).getOutputStream().write(new byte[] {22, 3, 1, 1, 0});
                }
                for (Socket socket : silent) {
                    assertThat(ended(socket)).isTrue();
                }
            } finally {
                for (Socket socket : silent) {
                    socket.close();
                }
            }
        }
    }

    @Test
    @DisplayName("says why a keystore cannot be used")
    void unusable() throws Exception {
        Path good = keystore("-ext", "san=dns:localhost");
        assertUnusable(good, "wrong", "the password is not right");
        assertUnusable(directory.resolve("none.p12"), PASSWORD, "there is no such file");
        assertUnusable(directory, PASSWORD, "there is no such file");
        assertUnusable(Files.writeString(directory.resolve("text.p12"), "-----BEGIN"), PASSWORD, "neither PKCS #12");
        byte[] whole = Files.readAllBytes(good);
        Path half = Files.write(directory.resolve("half.p12"), Arrays.copyOf(whole, whole.length / 2));
        assertUnusable(half, PASSWORD, "");
        Path certificates = directory.resolve("certificates.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "one",
                KeyStore.getInstance(good.toFile(), PASSWORD.toCharArray()).getCertificate("key"));
        try (var out = Files.newOutputStream(certificates)) {
            store.store(out, PASSWORD.toCharArray());
        }
        assertUnusable(certificates, PASSWORD, "no private key");
    }

    @Test
    @DisplayName("warns of a certificate outside its time")
    void expired() throws Exception {
        TlsKey key = TlsKey.open(keystore("-ext", "san=dns:localhost"), PASSWORD);
        assertThat(key.warning(Instant.now())).isEmpty();
        assertThat(key.warning(Instant.now().plus(Duration.ofDays(400))))
                .get()
                .asString()
                .contains("expired at");
        assertThat(key.warning(Instant.now().minus(Duration.ofDays(2))))
                .get()
                .asString()
                .contains("valid from");
    }

    private static void assertUnusable(Path file, String password, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsKey.open(file, password))
                .withMessageContaining(file.toString())
                .withMessageContaining(why)
                .withMessageNotContaining(password);
    }

    private static boolean ended(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        try {
            // An alert of TLS may come first.
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketException e) {
            return true;
        }
    }

    private static HttpResponse<String> send(HttpClient client, URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static SSLContext trusting(Path keystore) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore own = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", own.getCertificate("key"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private Path keystore(String... options) throws Exception {
        Path file = directory.resolve("key.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-validity",
                "300",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        return file;
    }
}
