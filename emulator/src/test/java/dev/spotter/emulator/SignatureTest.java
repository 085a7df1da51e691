package dev.spotter.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.emulator.junit.AwsEmulatorExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

@DisplayName("A signature")
@ExtendWith(AwsEmulatorExtension.class)
class SignatureTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BODY = "{}";
    private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length", "connection", "expect");

    /** The services whose signatures the emulator checks itself. */
    enum Checked {
        DYNAMODB("dynamodb", 400, 200, "__type"),
        SAGEMAKER("sagemaker", 403, 400, "x-amzn-ErrorType"),
        LAMBDA("lambda", 403, 404, "x-amzn-ErrorType");

        private final String signingName;
        private final int refused;
        /** An empty list of tables; an endpoint or a function that is missing. */
        private final int accepted;

        private final String typeField;

        Checked(String signingName, int refused, int accepted, String typeField) {
            this.signingName = signingName;
            this.refused = refused;
            this.accepted = accepted;
            this.typeField = typeField;
        }

        private URI uri(AwsEmulator aws) {
            return switch (this) {
                case DYNAMODB -> aws.dynamoDb().resolve("/");
                case SAGEMAKER -> aws.sageMakerRuntime().resolve("/endpoints/none/invocations");
                case LAMBDA -> aws.lambdaEndpoint().resolve("/2015-03-31/functions/none/invocations");
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Checked.class)
    @DisplayName("that is right is accepted")
    void right(Checked service, AwsEmulator aws) throws Exception {
        assertThat(send(signer(service, aws).sign(), BODY).statusCode()).isEqualTo(service.accepted);
    }

    @ParameterizedTest
    @EnumSource(Checked.class)
    @DisplayName("with a wrong secret is refused")
    void wrongSecret(Checked service, AwsEmulator aws) throws Exception {
        refused(
                service,
                "InvalidSignatureException",
                send(signer(service, aws).secret("guessed").sign(), BODY));
    }

    @ParameterizedTest
    @EnumSource(Checked.class)
    @DisplayName("with an unknown access key is refused")
    void unknownKey(Checked service, AwsEmulator aws) throws Exception {
        refused(
                service,
                "UnrecognizedClientException",
                send(signer(service, aws).id("AKIASTRANGER").sign(), BODY));
    }

    @ParameterizedTest
    @EnumSource(Checked.class)
    @DisplayName("for another region is refused")
    void wrongRegion(Checked service, AwsEmulator aws) throws Exception {
        refused(
                service,
                "InvalidSignatureException",
                send(signer(service, aws).region("eu-central-1").sign(), BODY));
    }

    @ParameterizedTest
    @EnumSource(Checked.class)
    @DisplayName("for another service is refused")
    void wrongService(Checked service, AwsEmulator aws) throws Exception {
        refused(
                service,
                "InvalidSignatureException",
                send(signer(service, aws).name("s3").sign(), BODY));
    }

    @ParameterizedTest
    @EnumSource(Checked.class)
    @DisplayName("of another body is refused")
    void tampered(Checked service, AwsEmulator aws) throws Exception {
        refused(service, "InvalidSignatureException", send(signer(service, aws).sign(), "{ }"));
    }

    @ParameterizedTest
    @EnumSource(Checked.class)
    @DisplayName("more than 15 minutes old or early is refused, 14 minutes are not")
    void clock(Checked service, AwsEmulator aws) throws Exception {
        assertThat(send(signer(service, aws).at(Duration.ofMinutes(-14)).sign(), BODY)
                        .statusCode())
                .isEqualTo(service.accepted);
        assertThat(send(signer(service, aws).at(Duration.ofMinutes(14)).sign(), BODY)
                        .statusCode())
                .isEqualTo(service.accepted);
        HttpResponse<String> old =
                send(signer(service, aws).at(Duration.ofMinutes(-16)).sign(), BODY);
        refused(service, "InvalidSignatureException", old);
        assertThat(old.body()).contains("Signature expired");
        HttpResponse<String> early =
                send(signer(service, aws).at(Duration.ofMinutes(16)).sign(), BODY);
        refused(service, "InvalidSignatureException", early);
        assertThat(early.body()).contains("Signature not yet current");
    }

    @ParameterizedTest
    @EnumSource(Checked.class)
    @DisplayName("is required")
    void required(Checked service, AwsEmulator aws) throws Exception {
        refused(
                service,
                "MissingAuthenticationTokenException",
                HTTP.send(
                        HttpRequest.newBuilder(service.uri(aws))
                                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()));
    }

    @ParameterizedTest
    @EnumSource(Checked.class)
    @DisplayName("that cannot be read is refused")
    void unreadable(Checked service, AwsEmulator aws) throws Exception {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(service.uri(aws))
                        .header("Authorization", "AWS4-HMAC-SHA256 Credential=emulator")
                        .POST(HttpRequest.BodyPublishers.ofString(BODY))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        refused(service, "IncompleteSignatureException", response);
    }

    @ParameterizedTest
    @EnumSource(Checked.class)
    @DisplayName("covers every header of AWS")
    void unsignedHeader(Checked service, AwsEmulator aws) throws Exception {
        SignedRequest signed = signer(service, aws).sign();
        HttpRequest request =
                request(signed, BODY).header("x-amz-security-token", "smuggled").build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        refused(service, "InvalidSignatureException", response);
        assertThat(response.body()).contains("x-amz-security-token");
    }

    @Test
    @DisplayName("that is wrong becomes the SDK's exception")
    void sdk(AwsEmulator aws) {
        try (DynamoDbClient stranger = DynamoDbClient.builder()
                .endpointOverride(aws.dynamoDb())
                .region(Region.of(aws.region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(aws.accessKeyId(), "guessed")))
                .build()) {
            assertThatExceptionOfType(DynamoDbException.class)
                    .isThrownBy(stranger::listTables)
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException"));
        }
    }

    private static void refused(Checked service, String type, HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(service.refused);
        String where = service == Checked.DYNAMODB
                ? response.body()
                : response.headers().firstValue(service.typeField).orElseThrow();
        assertThat(where).contains(type);
    }

    private static HttpResponse<String> send(SignedRequest signed, String body)
            throws IOException, InterruptedException {
        return HTTP.send(request(signed, body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(SignedRequest signed, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(signed.request().getUri()).POST(HttpRequest.BodyPublishers.ofString(body));
        for (Map.Entry<String, List<String>> header : signed.request().headers().entrySet()) {
            if (!OF_THE_CLIENT.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                header.getValue().forEach(value -> request.header(header.getKey(), value));
            }
        }
        return request;
    }

    private static Signer signer(Checked service, AwsEmulator aws) {
        return new Signer(
                service.uri(aws),
                aws.accessKeyId(),
                aws.secretAccessKey(),
                aws.region(),
                service.signingName,
                Duration.ZERO);
    }

    private record Signer(URI uri, String id, String secret, String region, String name, Duration skew) {
        Signer id(String other) {
            return new Signer(uri, other, secret, region, name, skew);
        }

        Signer secret(String other) {
            return new Signer(uri, id, other, region, name, skew);
        }

        Signer region(String other) {
            return new Signer(uri, id, secret, other, name, skew);
        }

        Signer name(String other) {
            return new Signer(uri, id, secret, region, other, skew);
        }

        Signer at(Duration fromNow) {
            return new Signer(uri, id, secret, region, name, fromNow);
        }

        SignedRequest sign() {
            SdkHttpRequest request = SdkHttpRequest.builder()
                    .uri(uri)
                    .method(SdkHttpMethod.POST)
                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                    .putHeader("X-Amz-Target", "DynamoDB_20120810.ListTables")
                    .build();
            return AwsV4HttpSigner.create().sign(sign -> sign.identity(AwsBasicCredentials.create(id, secret))
                    .request(request)
                    .payload(ContentStreamProvider.fromUtf8String(BODY))
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, name)
                    .putProperty(
                            AwsV4HttpSigner.SIGNING_CLOCK,
                            Clock.fixed(Instant.now().plus(skew), ZoneOffset.UTC)));
        }
    }
}
