package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.spotter.aws.dynamodb.DynamoDbPredictionRepository;
import dev.spotter.aws.dynamodb.DynamoDbSettings;
import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.Fault;
import dev.spotter.emulator.ResponseFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("The classifying function, with the events of each service")
class EventCorpusTest {
    private static final Path PHOTO = Path.of("..", "samples", "formats", "baseline.jpg");
    private static final String BUCKET = "images";
    private static final List<String> LINES = new ArrayList<>();

    private static AwsEmulator aws;
    private static S3Client s3;
    private static DynamoDbPredictionRepository predictions;
    private static ClassifyImageFunction classify;
    private static FailedEvents failedEvents;

    /**
     * An event and what it must lead to. An {@code @} in it stands for the name of a directory of its own.
     *
     * @param classified the keys of the objects that are classified afterwards; of no others is an outcome stored
     * @param error in the message of the exception that is thrown; no exception if it is empty
     */
    record Case(String name, String event, List<String> classified, Optional<String> error, JsonNode response) {
        static Case of(JsonNode json) {
            List<String> classified = new ArrayList<>();
            json.path("classified").forEach(key -> classified.add(key.asText()));
            return new Case(
                    json.path("name").asText(),
                    json.path("event").toString(),
                    classified,
                    json.path("error").isMissingNode()
                            ? Optional.empty()
                            : Optional.of(json.path("error").asText()),
                    json.path("response"));
        }

        String directory() {
            return Integer.toHexString(name.hashCode());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() throws IOException {
        try (InputStream json = Objects.requireNonNull(EventCorpusTest.class.getResourceAsStream("events.json"))) {
            List<Case> cases = new ArrayList<>();
            LambdaJson.MAPPER.readTree(json).forEach(each -> cases.add(Case.of(each)));
            return cases;
        }
    }

    private static Case named(String name) throws IOException {
        return cases().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @BeforeAll
    static void start() {
        aws = AwsEmulator.start();
        s3 = aws.newS3Client();
        DynamoDbClient dynamoDb = aws.newDynamoDbClient();
        s3.createBucket(bucket -> bucket.bucket(BUCKET));
        dynamoDb.createTable(PredictionTable.definition("predictions"));
        predictions = new DynamoDbPredictionRepository(dynamoDb, DynamoDbSettings.of("predictions"), Clock.systemUTC());
        Map<String, String> environment = Map.of(
                "IMAGE_BUCKET",
                BUCKET,
                "PREDICTION_TABLE",
                "predictions",
                "SAGEMAKER_ENDPOINT",
                ResponseFormat.JUMPSTART.endpointName());
        classify = new ClassifyImageFunction(environment, s3, dynamoDb, aws.newSageMakerRuntimeClient(), LINES::add);
        failedEvents = new FailedEvents(environment, s3, dynamoDb, LINES::add);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("has the outcome that the corpus expects")
    @MethodSource("cases")
    void outcome(Case each) throws IOException {
        List<String> keys = objects(each);
        String event = each.event().replace("@", each.directory());
        if (each.error().isPresent()) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> call(event))
                    .withMessageContaining(each.error().get());
            if (!each.event().contains("invocationSchemaVersion")) {
                assertThat(LINES.get(LINES.size() - 1))
                        .contains("\"UNREADABLE\"")
                        .doesNotContain(each.directory());
            }
        } else {
            assertAnswer(call(event), each.response());
        }
        assertThat(keys.stream().filter(EventCorpusTest::isClassified))
                .containsExactlyInAnyOrderElementsOf(each.classified().stream()
                        .map(key -> key.replace("@", each.directory()))
                        .toList());
    }

    @Test
    @DisplayName("retries what failed for a while: one message of SQS, one task of S3 Batch Operations")
    void transientFailures() throws IOException {
        for (String name : List.of("SQS", "S3 Batch Operations, version 1.0")) {
            Case each = named(name);
            String event = each.event().replace("@", "transient" + each.directory());
            put("uploads/transient" + each.directory() + "/red flower+.jpg", Files.readAllBytes(PHOTO));
            put("uploads/transient" + each.directory() + "/a.jpg", Files.readAllBytes(PHOTO));
            aws.faults().next("sagemaker:InvokeEndpoint", Fault.modelError(503, "busy"));
            JsonNode response = call(event);
            aws.faults().clear();
            assertThat(response.toString())
                    .containsAnyOf(
                            "{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}",
                            "\"resultCode\":\"TemporaryFailure\",\"resultString\":\"classification-failed: ");
            assertAnswer(call(event), each.response());
        }
    }

    @Test
    @DisplayName("classifies by S3 Batch Operations what failed, and leaves what is classified")
    void again() throws IOException {
        Case each = named("S3 Batch Operations, version 1.0");
        String event = each.event().replace("@", "again");
        put("uploads/again/red flower+.jpg", Files.readAllBytes(PHOTO));
        put("uploads/again/a.jpg", Files.readAllBytes(PHOTO));
        call(Events.created("0A", "uploads/again/a.jpg").toString());
        Optional<Prediction> classified = predictions.find(ImageKeys.UPLOADS.idOf("uploads/again/a.jpg"));
        JsonNode late = Events.failed(Events.created("0A", "uploads/again/red flower+.jpg"));
        failedEvents.handleRequest(
                new ByteArrayInputStream(late.toString().getBytes(UTF_8)), new ByteArrayOutputStream(), null);
        assertThat(predictions.find(ImageKeys.UPLOADS.idOf("uploads/again/red flower+.jpg")))
                .containsInstanceOf(Prediction.Failed.class);
        assertAnswer(call(event), each.response());
        assertThat(isClassified("uploads/again/red flower+.jpg")).isTrue();
        assertThat(predictions.find(ImageKeys.UPLOADS.idOf("uploads/again/a.jpg")))
                .isEqualTo(classified);
    }

    @Test
    @DisplayName("reads the same events from the failure queue, and records failures beside what is unreadable")
    void failureQueue() throws IOException {
        Case each = named("SQS brings unreadable messages beside readable ones");
        put("uploads/queue/a.jpg", Files.readAllBytes(PHOTO));
        InputStream event =
                new ByteArrayInputStream(each.event().replace("@", "queue").getBytes(UTF_8));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> failedEvents.handleRequest(event, new ByteArrayOutputStream(), null));
        assertThat(predictions.find(ImageKeys.UPLOADS.idOf("uploads/queue/a.jpg")))
                .containsInstanceOf(Prediction.Failed.class);
    }

    /** Of results, the texts need only begin so. */
    private static void assertAnswer(JsonNode actual, JsonNode expected) {
        if (!expected.has("results")) {
            assertThat(actual).isEqualTo(expected.isMissingNode() ? JsonNodeFactory.instance.missingNode() : expected);
            return;
        }
        assertThat(actual.path("invocationSchemaVersion")).isEqualTo(expected.path("invocationSchemaVersion"));
        assertThat(actual.path("invocationId")).isEqualTo(expected.path("invocationId"));
        assertThat(actual.path("treatMissingKeysAs")).isEqualTo(expected.path("treatMissingKeysAs"));
        assertThat(actual.path("results")).hasSameSizeAs(expected.path("results"));
        for (int i = 0; i < expected.path("results").size(); i++) {
            JsonNode result = actual.path("results").path(i);
            JsonNode wanted = expected.path("results").path(i);
            assertThat(result.path("taskId")).isEqualTo(wanted.path("taskId"));
            assertThat(result.path("resultCode")).isEqualTo(wanted.path("resultCode"));
            assertThat(result.path("resultString").asText())
                    .startsWith(wanted.path("resultString").asText());
        }
    }

    /** Objects for the keys in any of the events. */
    private static List<String> objects(Case each) throws IOException {
        List<String> keys = new ArrayList<>();
        for (String name : List.of("red flower+.jpg", "a.jpg", "b.jpg", "text.jpg")) {
            String key = "uploads/%s/%s".formatted(each.directory(), name);
            put(key, name.equals("text.jpg") ? "no image".getBytes(UTF_8) : Files.readAllBytes(PHOTO));
            keys.add(key);
        }
        return keys;
    }

    private static void put(String key, byte[] content) {
        s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    private static boolean isClassified(String key) {
        ImageId id = ImageKeys.UPLOADS.idOf(key);
        return predictions
                .find(id)
                .filter(Prediction.Classified.class::isInstance)
                .isPresent();
    }

    private static JsonNode call(String event) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        classify.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), response, null);
        return LambdaJson.MAPPER.readTree(response.toByteArray());
    }
}
