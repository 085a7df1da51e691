package dev.spotter.devserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.core.image.ImageLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The server, given requests that it does not want,")
class RefusedRequestsTest {
    private static final byte[] COFFEE = Samples.bytes("coffee.png");
    private static final String CHUNKED =
            "POST /upload?filename=a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String END = "Connection: close\r\n\r\n";

    private final GatedClassifier classifier = new GatedClassifier();
    private final DevServer server;

    RefusedRequestsTest(@TempDir Path data) {
        server = DevServer.start(
                ServerSettings.builder(data)
                        .maxSignedBytes(ImageLimits.DEFAULT.maxBytes())
                        .queueLength(100)
                        .workers(1)
                        .http(HttpSettings.on("127.0.0.1", 0).withAllowedHosts(Set.of("photos.example")))
                        .build(),
                classifier);
        classifier.open();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("responds to a malformed chunk with a problem")
    void badChunk() throws Exception {
        assertProblem(send(new String(Samples.bytes("cases/http-bad-chunk.txt"), ISO_8859_1)), 400, "invalid-request");
        assertProblem(send(CHUNKED + "3\r\nabcdef\r\n"), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100", "Transfer-Encoding: chunked"})
    @DisplayName("answers a body that ends too early with a problem")
    void shortBody(String length) throws Exception {
        try (RawConnection connection = new RawConnection(server.uri())) {
            connection
                    .send("POST /upload?filename=a HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n\r\n5\r\nab")
                    .end();
            assertProblem(connection.response(), 400, "invalid-request");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /%zz HTTP/1.1|Host: x|400|invalid-request",
                "GET /predict?filename=%zz HTTP/1.1|Host: localhost|400|invalid-request",
                "GET /healthz HTTP/3.7|Host: localhost|505|http-version-unsupported",
                "NONSENSE|Host: localhost|400|invalid-request",
                "GET /healthz HTTP/1.1|NoColon|400|invalid-request",
                "GET /healthz HTTP/1.1|X: y|400|invalid-request",
                "POST /upload HTTP/1.1|Host: localhost ⏎ Content-Length: -1|400|invalid-request",
                "POST /upload HTTP/1.1|Host: localhost ⏎ Content-Length: 1 ⏎ Content-Length: 2|400|invalid-request",
                "POST /upload HTTP/1.1|Host: localhost ⏎ Transfer-Encoding: gzip|400|invalid-request",
                "POST /upload HTTP/1.1|Host: localhost ⏎ Expect: a-miracle ⏎ Content-Length: 1|417|expectation-failed",
                "GET /healthz HTTP/1.1|Host: localhost ⏎ X: LONG|431|headers-too-large",
                "GET /LONG HTTP/1.1|Host: localhost|414|uri-too-long",
                "OPTIONS * HTTP/1.1|Host: localhost|404|path-not-found",
                "GET /nothing HTTP/1.1|Host: localhost ⏎ Sec-WebSocket-Version: 13|404|path-not-found",
                "GET /healthz HTTP/1.1|Host: evil.example|421|host-not-allowed",
                "GET /healthz HTTP/1.1|Host: localhost.evil.example|421|host-not-allowed",
                "GET /healthz HTTP/1.1|Host: 10.0.0.1:8080|421|host-not-allowed",
                "GET /healthz HTTP/1.1|Host: 127.999.1.1|421|host-not-allowed",
                "GET /healthz HTTP/1.1|Host: localhost..|421|host-not-allowed",
                "GET / HTTP/1.1|Host: evil.example:8080|421|host-not-allowed",
                "GET /js/photo.js HTTP/1.1|Host: evil.example|421|host-not-allowed",
            })
    @DisplayName("says in a problem why it does not take a request")
    void refused(String line, String headers, int status, String code) throws Exception {
        String request =
                (line + "\r\n" + headers + "\r\n" + END).replace(" ⏎ ", "\r\n").replace("LONG", "x".repeat(20_000));
        assertProblem(send(request), status, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "a.localhost:1",
                "127.0.0.1",
                "127.1.2.3:80",
                "[::1]:8080",
                "localhost.",
                "localhost.:8080",
                "Photos.Example:443"
            })
    @DisplayName("accepts the host names of loopback, on any port, and those that it is given")
    void ownNames(String host) throws Exception {
        assertThat(send("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n" + END))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Origin: http://evil.example|403",
                "Origin: http://localhost:1|403",
                "Origin: null|403",
                "Origin: chrome-extension://localhost:8080|403",
                "Origin: http://localhost:8080 ⏎ Origin: http://evil.example|403",
                "Sec-Fetch-Site: same-origin ⏎ Sec-Fetch-Site: cross-site|403",
                "Origin: http://localhost:8080.evil.example|403",
                "Sec-Fetch-Site: cross-site|403",
                "Sec-Fetch-Site: same-site|403",
                "Origin: http://localhost:8080 ⏎ Sec-Fetch-Site: cross-site|403",
                "Origin: http://localhost:8080 ⏎ Sec-Fetch-Site: same-origin|201",
                "Origin: HTTP://LOCALHOST:8080|201",
                "Origin: https://photos.example|201",
                "Sec-Fetch-Site: none|201",
                "X: y|201",
            })
    @DisplayName("lets no page of another origin write, and its own page and programs all the same")
    void origins(String headers, int status) throws Exception {
        String request = ("POST /upload?filename=a.png HTTP/1.1\r\nHost: localhost:8080\r\n" + headers
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + COFFEE.length
                        + "\r\n" + END)
                .replace(" ⏎ ", "\r\n");
        String response = send(request + new String(COFFEE, ISO_8859_1));
        if (status == 403) {
            assertProblem(response, status, "origin-not-allowed");
        } else {
            assertThat(response).startsWith("HTTP/1.1 " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/js/photo.js",
                "/healthz",
                "/limits",
                "/openapi.yaml",
                "/predict",
                "/nothing"
            })
    @DisplayName("answers HEAD with the status, the length and the headers of GET, and no body")
    void head(String path) throws Exception {
        for (String encoding : List.of("identity", "gzip")) {
            String rest = " " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: " + encoding + "\r\n" + END;
            String get = send("GET" + rest);
            String head = send("HEAD" + rest);
            String headers = get.substring(0, get.indexOf("\r\n\r\n") + 4);
            assertThat(headers).contains("Content-Length: " + (get.length() - headers.length()));
            assertThat(head.replaceAll("Date: .*", "")).isEqualTo(headers.replaceAll("Date: .*", ""));
        }
    }

    @Test
    @DisplayName("tags the page's files by their bytes, and sends them again only where those changed")
    void tags() throws Exception {
        ApiClient client = new ApiClient(server.uri());
        String tag = client.get("/").headers().get("ETag");
        assertThat(tag).isEqualTo(client.get("/").headers().get("ETag"));
        String asked = "GET /js/photo.js HTTP/1.1\r\nHost: localhost\r\n";
        String photo = send(asked + END);
        String photoTag = photo.split("ETag: ", 2)[1].split("\r\n", 2)[0];
        assertThat(photoTag).isNotEqualTo(tag);
        assertThat(photo).contains("Vary: Accept-Encoding");
        assertThat(send(asked + "If-None-Match: \"x\", " + photoTag + "\r\n" + END))
                .startsWith("HTTP/1.1 304");
        assertThat(send(asked + "If-None-Match: " + tag + "\r\n" + END)).startsWith("HTTP/1.1 200");
    }

    @Test
    @DisplayName("refuses a request by its headers alone if it needs no body, whatever length is declared")
    void refusedUnread() throws Exception {
        for (String head : List.of(
                "POST /nothing HTTP/1.1\r\nContent-Length: 26214400",
                "DELETE /upload HTTP/1.1\r\nContent-Length: 26214400",
                "PUT /uploads/3vq8x0d5s1k7m2n9p4r6t8w0yz HTTP/1.1\r\nContent-Length: 26214400",
                "POST /upload HTTP/1.1\r\nContent-Length: 2621440000",
                "POST /upload HTTP/1.1\r\nContent-Type: image/png\r\nContent-Length: 10485761",
                "POST /upload-url HTTP/1.1\r\nContent-Length: 65537",
                "POST /upload HTTP/1.1\r\nContent-Type: multipart/form-data\r\nContent-Length: 100")) {
            try (RawConnection connection = new RawConnection(server.uri())) {
                connection.send(head + "\r\nHost: localhost\r\n\r\nx");
                assertThat(connection.status()).as(head).matches("HTTP/1.1 4(00|03|04|05|13|15) .*");
            }
        }
    }

    @Test
    @DisplayName("discards an unneeded body after the response, and reads the next request")
    void unwantedBody() throws Exception {
        try (RawConnection connection = new RawConnection(server.uri())) {
            connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n");
            assertThat(connection.status()).isEqualTo("HTTP/1.1 200 OK");
            String response = connection
                    .send("0123456789GET /limits HTTP/1.1\r\nHost: localhost\r\n" + END)
                    .response();
            assertThat(response).contains("HTTP/1.1 200 OK", "maxBytes");
        }
    }

    @Tag("slow")
    @Test
    @DisplayName("serves other clients while one client sends 300 slow bodies")
    void slowBodies() throws Exception {
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                slow.add(new RawConnection(server.uri())
                        .send("POST /upload?filename=a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx"));
            }
            ApiClient client = new ApiClient(server.uri());
            long start = System.nanoTime();
            assertThat(client.get("/healthz").status()).isEqualTo(200);
            ApiClient.Response response = client.upload("a.png", COFFEE);
            while (response.status() == 503) {
                response = client.upload("a.png", COFFEE);
            }
            assertThat(response.status()).isEqualTo(201);
            assertThat((System.nanoTime() - start) / 1e9).isLessThan(5);
            // The oldest has made place, or is ended because it sends nothing.
            assertThat(slow.get(0).response()).startsWith("HTTP/1.1 408").contains("request-timeout", "too slowly");
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    @Tag("slow")
    @Test
    @DisplayName("serves new clients while connections are held idle: it closes the oldest")
    void heldConnections() throws Exception {
        List<RawConnection> held = new ArrayList<>();
        try {
            for (int i = 0; i < OpenConnections.Limits.DEFAULT.most() + 10; i++) {
                held.add(new RawConnection(server.uri()).send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: "));
            }
            assertThat(held.get(0).response()).doesNotStartWith("HTTP/1.1 200");
            assertThat(new ApiClient(server.uri()).get("/healthz").status()).isEqualTo(200);
            RawConnection newest = held.get(held.size() - 1);
            assertThat(newest.send("a\r\n" + END).response()).startsWith("HTTP/1.1 200");
        } finally {
            for (RawConnection connection : held) {
                connection.close();
            }
        }
    }

    @Test
    @DisplayName("sends 100 Continue to a client that asks for it, but not if it refuses the body")
    void expect() throws Exception {
        String expecting = " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: " + COFFEE.length
                + "\r\n" + END;
        try (RawConnection connection = new RawConnection(server.uri())) {
            connection.send("POST /upload?filename=a" + expecting);
            assertThat(connection.status()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(connection.send(COFFEE).response()).contains("HTTP/1.1 201");
        }
        assertThat(send("POST /nothing" + expecting)).startsWith("HTTP/1.1 404");
    }

    private String send(String request) throws Exception {
        try (RawConnection connection = new RawConnection(server.uri())) {
            return connection.send(request).response();
        }
    }

    private static void assertProblem(String response, int status, String code) throws Exception {
        assertThat(response).startsWith("HTTP/1.1 " + status + " ").contains("Content-Type: application/problem+json");
        String body = response.substring(response.indexOf("\r\n\r\n") + 4);
        JsonNode problem = new ObjectMapper().readTree(body.getBytes(UTF_8));
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(response).contains("Cache-Control: no-store", "X-Content-Type-Options: nosniff");
    }
}
