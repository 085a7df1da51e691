package dev.spotter.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.emulator.junit.AwsEmulatorExtension;
import dev.spotter.emulator.junit.Bucket;
import dev.spotter.emulator.junit.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntime.model.SageMakerRuntimeException;
import software.amazon.awssdk.services.sagemakerruntime.model.ServiceUnavailableException;

@DisplayName("Faults on demand")
class FaultsTest {
    @RegisterExtension
    static final AwsEmulatorExtension AWS = AwsEmulatorExtension.starting(() -> AwsEmulator.builder()
            .endpoint(EndpointSettings.of("coffee", ResponseFormat.TORCHSERVE).withClassifier(FixedClassifier.coffee()))
            .start());

    private static final Map<String, AttributeValue> ITEM = Map.of("imageId", AttributeValue.fromS("1"));

    @Test
    @DisplayName("let S3 answer with an error, also while a large body is sent, and only the operation that was named")
    void s3Error(AwsEmulator aws, @Bucket String bucket) {
        try (S3Client s3 = once(aws)) {
            aws.faults().next("s3:PutObject", 2, Fault.error(503, "SlowDown", "Please reduce <your> request rate."));
            s3.listObjectsV2(request -> request.bucket(bucket));
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(S3Exception.class)
                        .isThrownBy(() -> s3.putObject(
                                request -> request.bucket(bucket).key("a"), RequestBody.fromBytes(new byte[8 << 20])))
                        .withMessageContaining("Please reduce <your> request rate.")
                        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(503))
                        .satisfies(
                                e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown"));
            }
            assertThat(aws.faults().pending()).isZero();
            s3.putObject(request -> request.bucket(bucket).key("a"), RequestBody.fromString("any"));
        }
    }

    @Test
    @DisplayName("are hidden by the SDK's retries")
    void retries(AwsEmulator aws, S3Client s3, @Bucket String bucket) {
        aws.faults().next("s3:PutObject", 2, Fault.error(500, "InternalError"));
        s3.putObject(request -> request.bucket(bucket).key("a"), RequestBody.fromString("any"));
        assertThat(aws.faults().pending()).isZero();
    }

    @Test
    @DisplayName("let DynamoDB answer with its typed error")
    void dynamoDbError(AwsEmulator aws, @Table String table) {
        try (DynamoDbClient dynamoDb = onceDynamoDb(aws)) {
            aws.faults().next("dynamodb:*", Fault.error(400, "ProvisionedThroughputExceededException", "too fast"));
            assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
                    .isThrownBy(() ->
                            dynamoDb.putItem(request -> request.tableName(table).item(ITEM)))
                    .withMessageContaining("too fast");
            dynamoDb.putItem(request -> request.tableName(table).item(ITEM));
        }
    }

    @Test
    @DisplayName("make each service slow")
    void slow(
            AwsEmulator aws,
            S3Client s3,
            DynamoDbClient dynamoDb,
            SageMakerRuntimeClient sageMaker,
            @Bucket String bucket,
            @Table String table) {
        Duration delay = Duration.ofMillis(300);
        aws.faults().next("s3:PutObject", Fault.slow(delay));
        assertThat(time(() -> s3.putObject(request -> request.bucket(bucket).key("a"), RequestBody.fromString("any"))))
                .isGreaterThanOrEqualTo(delay);
        aws.faults().next("dynamodb:PutItem", Fault.slow(delay));
        assertThat(time(() ->
                        dynamoDb.putItem(request -> request.tableName(table).item(ITEM))))
                .isGreaterThanOrEqualTo(delay);
        aws.faults().next("sagemaker:InvokeEndpoint", Fault.slow(delay));
        assertThat(time(() -> invoke(sageMaker))).isGreaterThanOrEqualTo(delay);
    }

    @Test
    @DisplayName("cut S3's response off, after the operation was done")
    void s3CutOff(AwsEmulator aws, @Bucket String bucket) {
        try (S3Client s3 = once(aws)) {
            aws.faults().next("s3:PutObject", Fault.cutOff());
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() -> s3.putObject(
                            request -> request.bucket(bucket).key("a"), RequestBody.fromString("content")));
            assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key("a"))
                            .asUtf8String())
                    .isEqualTo("content");
            aws.faults().next("s3:GetObject", Fault.cutOff());
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() -> s3.getObjectAsBytes(
                            request -> request.bucket(bucket).key("a")));
        }
    }

    @Test
    @DisplayName("cut DynamoDB's response off, after the operation was done")
    void dynamoDbCutOff(AwsEmulator aws, @Table String table) {
        try (DynamoDbClient dynamoDb = onceDynamoDb(aws)) {
            aws.faults().next("dynamodb:PutItem", Fault.cutOff());
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() ->
                            dynamoDb.putItem(request -> request.tableName(table).item(ITEM)));
            assertThat(dynamoDb.getItem(request -> request.tableName(table).key(ITEM))
                            .hasItem())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("cut SageMaker's response off")
    void sageMakerCutOff(AwsEmulator aws) {
        try (SageMakerRuntimeClient sageMaker = onceSageMaker(aws)) {
            aws.faults().next("sagemaker:InvokeEndpoint", Fault.cutOff());
            assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> invoke(sageMaker));
            aws.faults().next("sagemaker:InvokeEndpoint", Fault.truncated());
            assertHalf(sageMaker);
            assertThat(invoke(sageMaker)).endsWith("}");
        }
    }

    @Test
    @DisplayName("can be injected, counted and removed by HTTP, on every port")
    void http(AwsEmulator aws, @Bucket String bucket) throws Exception {
        String error = "{\"operation\":\"s3:GetObject\",\"calls\":3,"
                + "\"error\":{\"status\":503,\"code\":\"SlowDown\",\"message\":\"later\"}}";
        assertThat(control(aws, "POST", error)).isEqualTo("200 {\"pending\":3,\"rates\":[]}");
        assertThat(control(aws, "POST", "{\"operation\":\"dynamodb:GetItem\",\"delayMillis\":5}"))
                .isEqualTo("200 {\"pending\":4,\"rates\":[]}");
        assertThat(control(aws, "POST", "{\"operation\":\"sagemaker:InvokeEndpoint\",\"cutOff\":true}"))
                .isEqualTo("200 {\"pending\":5,\"rates\":[]}");
        try (S3Client s3 = once(aws)) {
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> s3.getObjectAsBytes(
                            request -> request.bucket(bucket).key("a")))
                    .withMessageContaining("later");
        }
        assertThat(control(aws, "POST", "{\"operation\":\"s3:*\",\"truncated\":true}"))
                .isEqualTo("200 {\"pending\":5,\"rates\":[]}");
        assertThat(control(aws, "GET", "")).isEqualTo("200 {\"pending\":5,\"rates\":[]}");
        assertThat(control(aws, "DELETE", "")).isEqualTo("200 {\"pending\":0,\"rates\":[]}");
        assertThat(aws.faults().pending()).isZero();
    }

    @ParameterizedTest
    @DisplayName("that are invalid are refused by HTTP, with the reason")
    @ValueSource(
            strings = {
                "",
                "no json",
                "{\"operation\":\"s3:GetObject\"}",
                "{\"operation\":\"s3:EatObject\",\"cutOff\":true}",
                "{\"operation\":\"s3:GetObject\",\"calls\":0,\"cutOff\":true}",
                "{\"operation\":\"s3:GetObject\",\"error\":{\"status\":200,\"code\":\"OK\"}}",
                "{\"operation\":\"s3:GetObject\",\"cutOff\":false}",
                "{\"operation\":\"s3:GetObject\",\"delayMillis\":-1}",
                "{\"operation\":\"s3:GetObject\",\"delayMillis\":1,\"cutOff\":true}",
                "{\"operation\":\"s3:GetObject\",\"delayMilis\":1}",
                "{\"operation\":\"s3:GetObject\",\"rate\":1.1,\"cutOff\":true}",
                "{\"operation\":\"s3:GetObject\",\"rate\":\"0.1\",\"cutOff\":true}",
                "{\"operation\":\"s3:GetObject\",\"rate\":0.1,\"calls\":1,\"cutOff\":true}",
                "{\"operation\":\"s3:GetObject\",\"error\":{\"status\":503,\"code\":\"SlowDown\",\"text\":\"\"}}"
            })
    void refused(String body, AwsEmulator aws) throws Exception {
        assertThat(control(aws, "POST", body)).startsWith("400 {\"error\":");
        assertThat(aws.faults().pending()).isZero();
    }

    @ParameterizedTest
    @DisplayName("of an operation that no service has are refused")
    @ValueSource(strings = {"s3:Putobject", "PutObject", "s3:", "sqs:SendMessage", "s3:../PutObject"})
    void unknownOperation(String operation, AwsEmulator aws) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aws.faults().next(operation, Fault.cutOff()))
                .withMessageContaining(operation);
    }

    @Tag("slow")
    @Test
    @DisplayName("hit a share of the calls, the same ones each time, several kinds side by side")
    void rates(AwsEmulator aws) {
        List<Integer> first = statuses(aws);
        assertThat(Collections.frequency(first, 503)).isBetween(70, 130);
        assertThat(Collections.frequency(first, 424)).isBetween(20, 60);
        assertThat(Collections.frequency(first, 200))
                .isEqualTo(
                        1_000 - first.stream().filter(status -> status != 200).count());
        assertThat(aws.faults().rates())
                .extracting(FaultRate::taken)
                .containsExactly((long) Collections.frequency(first, 503), (long) Collections.frequency(first, 424));
        assertThat(statuses(aws)).isEqualTo(first);
        aws.faults().seed(2);
        assertThat(statuses(aws)).isNotEqualTo(first);
        aws.faults().seed(0);
    }

    @Test
    @DisplayName("that are counted come before those that hit a share of the calls")
    void nextBeforeRate(AwsEmulator aws) {
        try (SageMakerRuntimeClient sageMaker = onceSageMaker(aws)) {
            aws.faults().rate("sagemaker:InvokeEndpoint", 1, Fault.error(503, "ServiceUnavailable"));
            aws.faults().next("sagemaker:InvokeEndpoint", Fault.modelError(400, "no image"));
            assertThatExceptionOfType(ModelErrorException.class).isThrownBy(() -> invoke(sageMaker));
            assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(() -> invoke(sageMaker));
            aws.faults().clear();
            assertThat(invoke(sageMaker)).contains("espresso");
        }
    }

    @Test
    @DisplayName("that hit a share of the calls can be injected and counted by HTTP")
    void ratesByHttp(AwsEmulator aws) throws Exception {
        assertThat(control(
                        aws,
                        "POST",
                        "{\"operation\":\"sagemaker:InvokeEndpoint\",\"rate\":0.5,"
                                + "\"modelError\":{\"originalStatus\":500,\"message\":\"out of memory\"}}"))
                .isEqualTo("200 {\"pending\":0,\"rates\":"
                        + "[{\"operation\":\"sagemaker:InvokeEndpoint\",\"rate\":0.5,\"taken\":0}]}");
        assertThat(control(aws, "POST", "{\"operation\":\"sagemaker:InvokeEndpoint\",\"rate\":0.6,\"cutOff\":true}"))
                .startsWith("400 ")
                .contains("not be more than 1 together");
        assertThat(control(aws, "DELETE", "")).isEqualTo("200 {\"pending\":0,\"rates\":[]}");
    }

    private static List<Integer> statuses(AwsEmulator aws) {
        aws.faults().clear();
        aws.faults().rate("sagemaker:InvokeEndpoint", 0.10, Fault.error(503, "ServiceUnavailable"));
        aws.faults().rate("sagemaker:InvokeEndpoint", 0.04, Fault.modelError(400, "no image"));
        List<Integer> statuses = new ArrayList<>();
        try (SageMakerRuntimeClient sageMaker = onceSageMaker(aws)) {
            for (int i = 0; i < 1_000; i++) {
                try {
                    invoke(sageMaker);
                    statuses.add(200);
                } catch (SageMakerRuntimeException e) {
                    statuses.add(e.statusCode());
                }
            }
        }
        return statuses;
    }

    /** JDK 17's client does not notice that there should be more; newer ones do. */
    private static void assertHalf(SageMakerRuntimeClient sageMaker) {
        try {
            assertThat(invoke(sageMaker)).startsWith("{\"espresso\"").doesNotContain("}");
        } catch (SdkClientException e) {
            assertThat(e).hasMessageContaining("Premature EOF");
        }
    }

    private static String control(AwsEmulator aws, String method, String body) throws Exception {
        return AdminClient.call(aws, method, FaultPage.NAME, body);
    }

    private static Duration time(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String invoke(SageMakerRuntimeClient sageMaker) {
        return sageMaker
                .invokeEndpoint(request -> request.endpointName("coffee")
                        .contentType("application/x-image")
                        .body(SdkBytes.fromUtf8String("any image")))
                .body()
                .asUtf8String();
    }

    private static S3Client once(AwsEmulator aws) {
        return withoutRetries(S3Client.builder(), aws)
                .endpointOverride(aws.s3())
                .forcePathStyle(true)
                .build();
    }

    private static DynamoDbClient onceDynamoDb(AwsEmulator aws) {
        return withoutRetries(DynamoDbClient.builder(), aws)
                .endpointOverride(aws.dynamoDb())
                .build();
    }

    private static SageMakerRuntimeClient onceSageMaker(AwsEmulator aws) {
        return withoutRetries(SageMakerRuntimeClient.builder(), aws)
                .endpointOverride(aws.sageMakerRuntime())
                .build();
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B withoutRetries(
            B builder, AwsEmulator aws) {
        return builder.region(Region.of(aws.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(aws.accessKeyId(), aws.secretAccessKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    @Test
    @DisplayName("may be injected for any number of calls, which costs no memory")
    void manyCalls(AwsEmulator aws) {
        for (int i = 0; i < 3; i++) {
            aws.faults().next("s3:GetObject", Integer.MAX_VALUE, Fault.cutOff());
        }
        assertThat(aws.faults().pending()).isEqualTo(3L * Integer.MAX_VALUE);
        aws.faults().clear();
    }
}
