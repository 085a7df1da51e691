package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.emulator.junit.AwsEmulatorExtension;
import dev.spotter.emulator.junit.Bucket;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("Bodies of clients without credentials")
@ExtendWith(AwsEmulatorExtension.class)
class S3BodiesTest {
    private static final int MORE_THAN_THREADS = 230;
    /** Less than the half minute after which an idle client is given up. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final int FORMS = 4;
    private static final int REFUSALS = 20;
    private static final int LARGE_FORM_BYTES = 30_000_000;
    private static final String BOUNDARY = "XX";

    @ParameterizedTest
    @ValueSource(strings = {"GET /healthz", "GET /", "HEAD /images", "POST /images"})
    @DisplayName("and all other requests are refused by the inner port, which only the emulator may use")
    void innerPort(String request) throws Exception {
        Identity identity = Identity.random();
        S3Backend backend = S3Backend.start(Optional.empty(), identity, new S3Events(identity, Clock.systemUTC()));
        try (Socket socket = RawHttp.connect(backend.port())) {
            RawHttp.send(
                    socket,
                    request + " HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: multipart/form-data; boundary=XX",
                    "Content-Length: " + (request.startsWith("POST") ? LARGE_FORM_BYTES : 0),
                    S3ProxyGuard.HEADER + ": guessed");
            assertThat(RawHttp.status(socket)).isEqualTo(403);
        } finally {
            backend.stop();
        }
    }

    @Test
    @DisplayName("are refused as forms of more than 8 MiB, which would be read into memory")
    void largeForms(AwsEmulator aws) throws IOException {
        List<Socket> forms = new ArrayList<>();
        try {
            for (int i = 0; i < FORMS; i++) {
                Socket form = RawHttp.connect(aws.s3().getPort());
                forms.add(form);
                sendFormHead(form, "images", LARGE_FORM_BYTES);
                sendAll(form, new byte[LARGE_FORM_BYTES]);
            }
            for (Socket form : forms) {
                assertThat(RawHttp.response(form))
                        .startsWith("HTTP/1.1 400")
                        .contains("EntityTooLarge", "8388608 bytes");
            }
        } finally {
            closeAll(forms);
        }
    }

    @Test
    @DisplayName("are only two forms at once, and none of unknown length")
    void manyForms(AwsEmulator aws, S3Client s3, @Bucket String bucket) throws Exception {
        List<Socket> forms = new ArrayList<>();
        try {
            holdAll(aws, bucket, forms);
            int taken = 0;
            for (Socket form : forms) {
                sendAll(form, new byte[1]);
                taken += RawHttp.status(form) == 503 ? 0 : 1;
            }
            assertThat(taken).isEqualTo(2);
        } finally {
            closeAll(forms);
        }
        assertThat(post(aws, bucket, formOf(aws, bucket))).contains("HTTP/1.1 204");
        assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket).key("form/a")).asUtf8String())
                .isEqualTo("image");
        try (Socket endless = RawHttp.connect(aws.s3().getPort())) {
            RawHttp.send(
                    endless,
                    "POST /" + bucket + " HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: Multipart/Form-Data; boundary=XX",
                    "Transfer-Encoding: chunked",
                    "",
                    "0\r\n\r\n");
            assertThat(RawHttp.status(endless)).isEqualTo(411);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"s3", "dynamodb"})
    @DisplayName("block no thread while they arrive, also with a known access key")
    void trickle(String service) throws IOException {
        List<Socket> halves = new ArrayList<>();
        try (AwsEmulator aws = AwsEmulator.start();
                S3Client s3 = aws.newS3Client();
                DynamoDbClient dynamoDb = aws.newDynamoDbClient()) {
            URI uri = service.equals("s3") ? aws.s3() : aws.dynamoDb();
            String time = now();
            for (int i = 0; i < MORE_THAN_THREADS; i++) {
                Socket half = RawHttp.connect(uri.getPort());
                halves.add(half);
                RawHttp.send(
                        half,
                        "PUT /images/a HTTP/1.1",
                        "Host: localhost",
                        "X-Amz-Date: " + time,
                        "Authorization: AWS4-HMAC-SHA256 Credential=%s/%s/us-east-1/%s/aws4_request, "
                                        .formatted(aws.accessKeyId(), time.substring(0, 8), service)
                                + "SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64),
                        "Content-Length: 100000",
                        "",
                        "half");
            }
            assertThat(s3.listBuckets(list -> list.overrideConfiguration(call -> call.apiCallTimeout(SOON)))
                            .sdkHttpResponse()
                            .isSuccessful())
                    .isTrue();
            assertThat(dynamoDb.listTables(list -> list.overrideConfiguration(call -> call.apiCallTimeout(SOON)))
                            .sdkHttpResponse()
                            .isSuccessful())
                    .isTrue();
        } finally {
            closeAll(halves);
        }
    }

    /**
     * Sends heads of forms until there is room for no other form. One refusal is not enough: the form before may be
     * ending just then.
     */
    private static void holdAll(AwsEmulator aws, String bucket, List<Socket> forms) throws IOException {
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        int refusals = 0;
        while (refusals < REFUSALS) {
            assertThat(Instant.now()).isBefore(end);
            if (refusals == 0) {
                Socket form = RawHttp.connect(aws.s3().getPort());
                forms.add(form);
                sendFormHead(form, bucket, 1);
            }
            try (Socket form = RawHttp.connect(aws.s3().getPort())) {
                sendFormHead(form, bucket, 1);
                sendAll(form, new byte[1]);
                refusals = RawHttp.status(form) == 503 ? refusals + 1 : 0;
            }
        }
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static String now() {
        return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
    }

    private static void sendFormHead(Socket socket, String bucket, int bytes) throws IOException {
        RawHttp.send(
                socket,
                "POST /" + bucket + " HTTP/1.1",
                "Host: localhost",
                "Content-Type: multipart/form-data; boundary=" + BOUNDARY,
                "Content-Length: " + bytes,
                "Connection: close");
    }

    /** The response may come, and the connection end, before all is sent. */
    private static void sendAll(Socket socket, byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    private static String post(AwsEmulator aws, String bucket, String form) throws IOException {
        try (Socket socket = RawHttp.connect(aws.s3().getPort())) {
            sendFormHead(socket, bucket, form.length());
            sendAll(socket, form.getBytes(UTF_8));
            return RawHttp.response(socket);
        }
    }

    /**
     * A form as a page of AWS's browser uploads has it (Amazon S3 API Reference, "Browser-based uploads using POST").
     */
    private static String formOf(AwsEmulator aws, String bucket) throws GeneralSecurityException {
        String time = now();
        String day = time.substring(0, 8);
        String credential = "%s/%s/us-east-1/s3/aws4_request".formatted(aws.accessKeyId(), day);
        String conditions =
                "{\"bucket\":\"%s\"},{\"key\":\"form/a\"},{\"x-amz-algorithm\":\"AWS4-HMAC-SHA256\"},".formatted(bucket)
                        + "{\"x-amz-credential\":\"%s\"},{\"x-amz-date\":\"%s\"}".formatted(credential, time);
        String policy = Base64.getEncoder()
                .encodeToString("{\"expiration\":\"%s\",\"conditions\":[%s]}"
                        .formatted(Instant.now().plusSeconds(60), conditions)
                        .getBytes(UTF_8));
        byte[] key = ("AWS4" + aws.secretAccessKey()).getBytes(UTF_8);
        for (String part : List.of(day, "us-east-1", "s3", "aws4_request")) {
            key = hmac(key, part);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", "form/a");
        fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
        fields.put("x-amz-credential", credential);
        fields.put("x-amz-date", time);
        fields.put("policy", policy);
        fields.put("x-amz-signature", HexFormat.of().formatHex(hmac(key, policy)));
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append(part("name=\"" + name + "\"", value)));
        return form.append(part("name=\"file\"; filename=\"a.png\"", "image"))
                .append("--" + BOUNDARY + "--\r\n")
                .toString();
    }

    private static String part(String disposition, String value) {
        return "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n".formatted(BOUNDARY, disposition, value);
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
