package dev.spotter.devserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.devserver.aws.AwsServer;
import dev.spotter.devserver.aws.AwsServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A server with a token")
class TokenTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final HttpSettings SETTINGS =
            HttpSettings.on("127.0.0.1", 0).withToken(Optional.of(AccessToken.of(TOKEN)));
    private static final byte[] COFFEE = Samples.bytes("coffee.png");

    private final GatedClassifier classifier = new GatedClassifier();
    private DevServer server;

    @BeforeEach
    void start(@TempDir Path data) {
        classifier.open();
        server = DevServer.start(
                ServerSettings.builder(data).http(SETTINGS).workers(1).build(), classifier);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /|401",
                "GET /index.html|401",
                "GET /js/photo.js|401",
                "GET /openapi.yaml|401",
                "GET /limits|401",
                "GET /predict?filename=a|401",
                "GET /predict?filename=a&token=0123456789abcdef|401",
                "GET /nothing|401",
                "GET /healthz/|401",
                "GET /healthz;x|401",
                "GET //healthz|400",
                "HEAD /|401",
                "POST /upload?filename=a|401",
                "POST /upload-url|401",
                "DELETE /images/3vq8x0d5s1k7m2n9p4r6t8w0yz|401",
                "OPTIONS /upload|401",
                "POST /healthz|401",
                "GET /?token=0123456789abcdeF|401",
                "GET /?token=|401",
                "GET /?token|401",
                "POST /?token=0123456789abcdef|401",
                "GET /healthz|200",
                "HEAD /healthz|200",
                // Its query is its permission.
                "PUT /uploads/3vq8x0d5s1k7m2n9p4r6t8w0yz|403",
            })
    @DisplayName("answers nothing without it but its health, and says how to send it")
    void without(String line, int status) throws Exception {
        String answer = send(server.uri(), line, "");
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        if (status == 401) {
            assertThat(answer).contains("WWW-Authenticate: Bearer", "Cache-Control: no-store");
            assertThat(answer.contains("\"code\":\"token-needed\"")).isEqualTo(!line.startsWith("HEAD"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization: Bearer 0123456789abcdef|200",
                "authorization: bearer  0123456789abcdef|200",
                "Cookie: spotter-token-PORT=COOKIE|200",
                "Cookie: a=b; spotter-token-PORT=COOKIE; c=d|200",
                "Authorization: Bearer 0123456789abcde|401",
                "Authorization: Bearer 0123456789abcdef0|401",
                "Authorization: Bearer|401",
                "Authorization: Basic 0123456789abcdef|401",
                "Authorization: 0123456789abcdef|401",
                "Cookie: spotter-token-PORT=|401",
                "Cookie: spotter-token-1=COOKIE|401",
                "Cookie: xspotter-token-PORT=COOKIE|401",
                // A cookie goes to every port of its host, and must not be of use to the programs there.
                "Cookie: spotter-token-PORT=0123456789abcdef|401",
                "Authorization: Bearer COOKIE|401",
                "X-Token: 0123456789abcdef|401",
            })
    @DisplayName("reads it from Authorization and from its own cookie only")
    void with(String header, int status) throws Exception {
        String port = Integer.toString(server.uri().getPort());
        String whole = header.replace("PORT", port)
                .replace("COOKIE", AccessToken.of(TOKEN).cookie());
        assertThat(send(server.uri(), "GET /limits", whole + "\r\n")).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    @DisplayName("sets a cookie by the URL with the token, and leads to the URL without it")
    void redirect() throws Exception {
        String answer = send(server.uri(), "GET /?a=1&token=" + TOKEN + "&b=%2F", "");
        String cookie = "spotter-token-" + server.uri().getPort() + "="
                + AccessToken.of(TOKEN).cookie();
        assertThat(answer)
                .startsWith("HTTP/1.1 303 ")
                .contains(
                        "\r\nLocation: /?a=1&b=%2F\r\n",
                        "\r\nSet-Cookie: " + cookie + "; Path=/; HttpOnly; SameSite=Strict\r\n",
                        "\r\nCache-Control: no-store\r\n",
                        "\r\nReferrer-Policy: no-referrer\r\n");
        for (String name : Set.of("token", "%74oken", "t%6Fken")) {
            assertThat(send(server.uri(), "GET /?" + name + "=" + TOKEN, "")).contains("\r\nLocation: /\r\n");
        }
        assertThat(send(server.uri(), "GET /", "Cookie: " + cookie + "\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    @DisplayName("prints a URL with a token that it made, and never with one that was given")
    void pageUrl(@TempDir Path data) {
        assertThat(server.pageUri()).isEqualTo(server.uri());
        AccessToken made = AccessToken.random();
        HttpSettings http = HttpSettings.on("127.0.0.1", 0).withToken(Optional.of(made));
        try (DevServer other = DevServer.start(
                ServerSettings.builder(data).http(http).workers(1).build(), classifier)) {
            assertThat(other.pageUri()).isEqualTo(URI.create(other.uri() + "?token=" + made.text()));
        }
    }

    @Test
    @DisplayName("tells people in a page what to do, and programs in a problem")
    void people() throws Exception {
        String page = send(server.uri(), "GET /", "Accept: text/html,*/*;q=0.8\r\n");
        assertThat(page).startsWith("HTTP/1.1 401 ").contains("Content-Type: text/html", "printed when it was started");
        ApiClient client = new ApiClient(server.uri());
        assertThat(client.get("/limits").json().get("code").asText()).isEqualTo("token-needed");
        assertThat(client.send("GET", "/", Map.of("Accept", "text/html"), new byte[0])
                        .status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("stores nothing without it, refuses by the head alone, and stores with it, also by a presigned URL")
    void uploads() throws Exception {
        try (RawConnection connection = new RawConnection(server.uri())) {
            connection.send(
                    """
                    POST /upload?filename=a HTTP/1.1\r
                    Host: localhost\r
                    Expect: 100-continue\r
                    Content-Length: 1000\r
                    \r
                    """);
            assertThat(connection.status()).startsWith("HTTP/1.1 401 ");
        }
        ApiClient client = new ApiClient(server.uri());
        Map<String, String> token = Map.of("Authorization", "Bearer " + TOKEN);
        assertThat(client.upload("a.png", COFFEE).status()).isEqualTo(401);
        assertThat(client.send("POST", "/upload?filename=a.png", token, COFFEE).status())
                .isEqualTo(201);
        byte[] wanted = "{\"filename\":\"b.png\",\"sizeBytes\":%d,\"contentType\":\"image/png\"}"
                .formatted(COFFEE.length)
                .getBytes(ISO_8859_1);
        ApiClient.Response signed = client.send("POST", "/upload-url", token, wanted);
        assertThat(client.sendSigned(signed.json(), COFFEE).status()).isEqualTo(201);
    }

    @Tag("slow")
    @Test
    @DisplayName("is the same in front of the deployed functions")
    void aws() throws Exception {
        try (AwsServer aws =
                AwsServer.start(AwsServerSettings.builder().http(SETTINGS).build(), classifier)) {
            for (String line : Set.of(
                    "GET /",
                    "GET /limits",
                    "GET /api/limits",
                    "POST /api/upload?filename=a",
                    // Presigned URLs lead to S3: here this path has no permission of its own.
                    "PUT /uploads/3vq8x0d5s1k7m2n9p4r6t8w0yz")) {
                assertThat(send(aws.uri(), line, "")).startsWith("HTTP/1.1 401 ");
            }
            String bearer = "Authorization: Bearer " + TOKEN + "\r\n";
            assertThat(send(aws.uri(), "GET /limits", bearer)).startsWith("HTTP/1.1 200 ");
            assertThat(send(aws.uri(), "GET /healthz", "")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Tag("slow")
    @Test
    @DisplayName("on all addresses gives a URL that opens on this machine, and lets its page send to presigned URLs")
    void anyAddress() throws Exception {
        HttpSettings any = HttpSettings.on("0.0.0.0", 0);
        try (AwsServer aws =
                AwsServer.start(AwsServerSettings.builder().http(any).build(), classifier)) {
            assertThat(aws.uri().getHost()).isEqualTo("127.0.0.1");
            String wanted = "{\"filename\":\"b.png\",\"sizeBytes\":9,\"contentType\":\"image/png\"}";
            ApiClient.Response signed =
                    new ApiClient(aws.uri()).send("POST", "/upload-url", Map.of(), wanted.getBytes(ISO_8859_1));
            URI url = URI.create(signed.json().get("url").asText());
            String origin = "http://127.0.0.1:" + aws.uri().getPort();
            assertThat(send(
                            url,
                            "OPTIONS " + url.getRawPath() + "?" + url.getRawQuery(),
                            "Origin: " + origin + "\r\nAccess-Control-Request-Method: PUT\r\n"))
                    .contains("Access-Control-Allow-Origin: " + origin);
        }
    }

    @Test
    @DisplayName("makes a new token of 144 random bits")
    void random() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            tokens.add(AccessToken.random().text());
        }
        assertThat(tokens).hasSize(100).allMatch(text -> text.matches("[A-Za-z0-9_-]{24}"));
        assertThat(AccessToken.random()).hasToString("AccessToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcde", "0123456789abcdef;", "0123456789 abcdef", "0123456789abcdeä"})
    @DisplayName("refuses a token that is short, or that a cookie cannot have, and does not print it")
    void unusable(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessToken.of(text))
                .withMessageContaining("16 to 256 characters")
                .withMessageNotContaining("0123456789");
    }

    private static String send(URI server, String line, String headers) throws Exception {
        try (RawConnection connection = new RawConnection(server)) {
            return connection
                    .send(line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Connection: close\r\n\r\n")
                    .response();
        }
    }
}
