package dev.spotter.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("Clients without credentials that find the emulator's ports")
class UnsignedRequestsTest {
    private static final int MORE_THAN_THREADS = 210;
    private static final int MORE_THAN_ANY_BODY = 65 << 20;
    private static final String PAGE = "http://127.0.0.1:8080";

    private static AwsEmulator aws;

    @BeforeAll
    static void start() {
        aws = AwsEmulator.builder().idleTimeout(Duration.ofSeconds(1)).start();
        aws.allowPages(URI.create(PAGE));
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @Test
    @DisplayName("cannot guess the credentials: each emulator has its own")
    void credentials() {
        try (AwsEmulator other = AwsEmulator.start()) {
            assertThat(other.accessKeyId()).isNotEqualTo(aws.accessKeyId());
            assertThat(other.secretAccessKey()).isNotEqualTo(aws.secretAccessKey());
            assertThat(other.adminPages().getPath())
                    .isNotEqualTo(aws.adminPages().getPath());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("are refused by every service if the request comes from a web page")
    void foreignPage(Service service) throws IOException {
        assertThat(status(uri(service), "POST / HTTP/1.1", "Host: 127.0.0.1", "Origin: https://evil.example"))
                .isEqualTo(403);
        assertThat(status(uri(service), "POST / HTTP/1.1", "Host: 127.0.0.1", "Origin: null"))
                .isEqualTo(403);
        assertThat(status(uri(service), "GET / HTTP/1.1", "Host: 127.0.0.1", "Sec-Fetch-Site: cross-site"))
                .isEqualTo(403);
        assertThat(status(uri(service), "GET / HTTP/1.1", "Host: 127.0.0.1", "Sec-Fetch-Site: same-site"))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("are refused by every service if the request has another host name")
    void rebinding(Service service) throws IOException {
        assertThat(status(uri(service), "GET / HTTP/1.1", "Host: evil.example")).isEqualTo(403);
        assertThat(status(uri(service), "GET http://evil.example/ HTTP/1.1", "Host: evil.example"))
                .isEqualTo(403);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    @DisplayName("are refused before their body is read if they do not know the access key")
    void bodyOfNobody(Service service) throws IOException {
        String scope = "20260101/us-east-1/" + service.signingName() + "/aws4_request";
        for (String authorization : List.of(
                "X-Nothing: signed",
                "Authorization: AWS x:y",
                "Authorization: AWS " + aws.accessKeyId() + ":y",
                "Authorization: AWS4-HMAC-SHA256 Credential=x, SignedHeaders=host, Signature=" + "0".repeat(64),
                "Authorization: AWS4-HMAC-SHA256 Credential=x/" + scope + "/more, SignedHeaders=host, Signature=0",
                "Authorization: Bearer Credential=%s/%s".formatted(aws.accessKeyId(), scope),
                "Authorization: AWS4-HMAC-SHA256 Credential=AKIASTRANGER/%s, SignedHeaders=host, Signature=%s"
                        .formatted(scope, "0".repeat(64)))) {
            try (Socket socket = RawHttp.connect(uri(service).getPort())) {
                RawHttp.send(
                        socket,
                        "PUT /images/a HTTP/1.1",
                        "Host: 127.0.0.1",
                        "X-Amz-Date: 20260101T000000Z",
                        authorization,
                        "Content-Length: " + MORE_THAN_ANY_BODY,
                        "\r\n");
                for (int sent = 0; sent < MORE_THAN_ANY_BODY; sent += 1 << 20) {
                    socket.getOutputStream().write(new byte[1 << 20]);
                }
                assertThat(RawHttp.status(socket)).isIn(400, 403);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, 403", "DELETE, 403", "POST, 403", "OPTIONS, 200"})
    @DisplayName("can only store objects from a page of an allowed origin")
    void allowedPage(String method, int status) throws IOException {
        assertThat(status(
                        aws.s3(),
                        method + " /images/a HTTP/1.1",
                        "Host: localhost",
                        "Origin: " + PAGE,
                        "Access-Control-Request-Method: PUT"))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"faults", "events", "lambda", "environment", "0123456789abcdef0123456789abcdef/faults", ""})
    @DisplayName("find no page of the emulator's own without its token, and change nothing")
    void adminPages(String page) throws IOException {
        URI guessed = aws.s3().resolve(AdminRoute.PREFIX + page);
        String fault = "{\"operation\":\"s3:*\",\"error\":{\"status\":503,\"code\":\"SlowDown\"}}";
        assertThat(status(
                        guessed,
                        "POST " + guessed.getPath() + " HTTP/1.1",
                        "Host: 127.0.0.1",
                        "Content-Type: text/plain",
                        "Content-Length: " + fault.length(),
                        "",
                        fault))
                .isEqualTo(404);
        assertThat(aws.faults().pending()).isZero();
    }

    @Tag("slow")
    @Test
    @DisplayName("delay nobody with bodies that they never finish")
    void halfBodies() throws IOException {
        List<Socket> halves = new ArrayList<>();
        try (S3Client s3 = aws.newS3Client()) {
            for (int i = 0; i < MORE_THAN_THREADS; i++) {
                Socket socket = RawHttp.connect(aws.s3().getPort());
                halves.add(socket);
                RawHttp.send(socket, "PUT /images/a HTTP/1.1", "Host: 127.0.0.1", "Content-Length: 1000", "", "half");
            }
            assertThat(s3.listBuckets().hasBuckets()).isTrue();
        } finally {
            for (Socket socket : halves) {
                socket.close();
            }
        }
    }

    private static URI uri(Service service) {
        return switch (service) {
            case S3 -> aws.s3();
            case DYNAMODB -> aws.dynamoDb();
            case SAGEMAKER -> aws.sageMakerRuntime();
            case LAMBDA -> aws.lambdaEndpoint();
        };
    }

    /** The status of the response to a request that is written as it is. */
    private static int status(URI service, String... lines) throws IOException {
        try (Socket socket = RawHttp.connect(service.getPort())) {
            RawHttp.send(socket, lines);
            return RawHttp.status(socket);
        }
    }
}
