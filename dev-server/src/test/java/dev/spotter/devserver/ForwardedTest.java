package dev.spotter.devserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The headers of a proxy")
class ForwardedTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final String WANTED = "{\"filename\":\"b.png\",\"sizeBytes\":9,\"contentType\":\"image/png\"}";

    private final GatedClassifier classifier = new GatedClassifier();

    @TempDir
    private Path data;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "X_FORWARDED|X-Forwarded-Proto: https ⏎ X-Forwarded-Host: photos.example|https://photos.example/",
                "X_FORWARDED|X-Forwarded-Proto: https|https://localhost:1/",
                "X_FORWARDED|X-Forwarded-Host: evil.example, photos.example:8443|http://photos.example:8443/",
                "X_FORWARDED|X-Forwarded-Host: photos.example ⏎ Forwarded: proto=https;host=evil.example"
                        + "|http://photos.example/",
                "X_FORWARDED|Forwarded: host=evil.example|http://localhost:1/",
                "X_FORWARDED|X-Forwarded-Host: evil.example|421",
                "X_FORWARDED|X-Forwarded-Server: photos.example ⏎ X-Forwarded-Port: 9|http://localhost:1/",
                "FORWARDED|Forwarded: for=192.0.2.1;proto=https;host=photos.example|https://photos.example/",
                "FORWARDED|Forwarded: host=photos.example ⏎ X-Forwarded-Proto: https|http://photos.example/",
                "FORWARDED|X-Forwarded-Host: evil.example ⏎ X-Forwarded-Proto: https|http://localhost:1/",
                "FORWARDED|Forwarded: host=evil.example, for=\"[2001:db8::1]:4711\";proto=https;"
                        + "host=\"photos.example:8443\"|https://photos.example:8443/",
                "FORWARDED|Forwarded: host=evil.example|421",
                "none|X-Forwarded-Proto: https ⏎ X-Forwarded-Host: photos.example|http://localhost:1/",
                "none|Forwarded: for=192.0.2.1;proto=https;host=photos.example|http://localhost:1/",
                "none|X-Forwarded-Host: evil.example|http://localhost:1/",
                "none|X-Forwarded-For: 192.0.2.1|http://localhost:1/",
            })
    @DisplayName("count if --behind-proxy names them, of several values the last, and are ignored otherwise")
    void counts(@Nullable ProxyHeaders proxy, String headers, String expected) throws Exception {
        assertThat(answer(Optional.ofNullable(proxy), headers)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    @DisplayName("decide whether the page's cookie is Secure, and which pages may write")
    void cookie(boolean behindProxy, boolean isSecure) throws Exception {
        try (DevServer server = start(behindProxy ? Optional.of(ProxyHeaders.X_FORWARDED) : Optional.empty())) {
            String head = String.join(
                    "\r\n",
                    " HTTP/1.1",
                    "Host: localhost:1",
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-Host: photos.example",
                    "Connection: close",
                    "");
            assertThat(send(server, "GET /?token=" + TOKEN + head + "\r\n").contains("; Secure"))
                    .isEqualTo(isSecure);
            String write = "POST /upload?filename=a" + head + "Authorization: Bearer " + TOKEN
                    + "\r\nOrigin: https://photos.example\r\nContent-Length: 3\r\n\r\nabc";
            // The name is allowed, so the origin is the proxy's in either case.
            assertThat(send(server, write)).startsWith("HTTP/1.1 415 ");
            String stranger = write.replace("https://photos.example", "https://localhost:1");
            assertThat(send(server, stranger)).startsWith(behindProxy ? "HTTP/1.1 403 " : "HTTP/1.1 415 ");
        }
    }

    private String answer(Optional<ProxyHeaders> proxy, String headers) throws Exception {
        try (DevServer server = start(proxy)) {
            return send(
                    server,
                    "POST /upload-url HTTP/1.1\r\nHost: localhost:1\r\nAuthorization: Bearer " + TOKEN + "\r\n"
                            + headers.replace(" ⏎ ", "\r\n") + "\r\nContent-Type: application/json\r\nContent-Length: "
                            + WANTED.length() + "\r\nConnection: close\r\n\r\n" + WANTED);
        }
    }

    private DevServer start(Optional<ProxyHeaders> proxy) {
        classifier.open();
        HttpSettings http = HttpSettings.on("127.0.0.1", 0)
                .withAllowedHosts(Set.of("photos.example"))
                .withToken(Optional.of(AccessToken.of(TOKEN)))
                .withProxy(proxy);
        return DevServer.start(
                ServerSettings.builder(data).http(http).workers(1).build(), classifier);
    }

    private static String send(DevServer server, String request) throws Exception {
        try (RawConnection connection = new RawConnection(server.uri())) {
            return connection.send(request.getBytes(ISO_8859_1)).response();
        }
    }
}
