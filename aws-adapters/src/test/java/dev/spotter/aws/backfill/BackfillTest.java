package dev.spotter.aws.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.aws.Emulated;
import dev.spotter.aws.dynamodb.DynamoDbPredictionRepository;
import dev.spotter.aws.dynamodb.DynamoDbSettings;
import dev.spotter.aws.dynamodb.FailedImages;
import dev.spotter.aws.internal.CallLimits;
import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.Sequence;
import dev.spotter.emulator.Fault;
import dev.spotter.emulator.lambda.FunctionSettings;
import dev.spotter.emulator.lambda.InProcessRuntime;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;

@Tag("slow")
@DisplayName("A backfill")
class BackfillTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final CallLimits ONE_TRY = new CallLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), 1);
    private static final S3Settings IMAGES = S3Settings.of(Emulated.BUCKET);
    private static final String FOREIGN = "uploads/2026/red flower+ä,\"1\".jpg";
    private static final String FUNCTION_ARN = "arn:aws:lambda:us-east-1:000000000000:function:classify:live";
    private static final String ROLE_ARN = "arn:aws:iam::000000000000:role/spotter-batch";

    /** More than a page of the bucket's list. */
    private static final int OBJECTS = 1_010;

    /** Together more than a page of the table. */
    private static final int FAILED = 40;

    @RegisterExtension
    static final Emulated AWS = new Emulated();

    private static final List<String> KEYS = new ArrayList<>();

    @BeforeAll
    static void fill() {
        KEYS.add(FOREIGN);
        IntStream.range(1, OBJECTS).forEach(i -> KEYS.add(ImageKeys.UPLOADS.keyOf(id(i))));
        KEYS.forEach(BackfillTest::put);
        put("other/" + id(1));
        DynamoDbPredictionRepository repository =
                new DynamoDbPredictionRepository(AWS.dynamoDb(), DynamoDbSettings.of(Emulated.TABLE), CLOCK);
        IntStream.range(0, FAILED)
                .mapToObj(i -> failed(IMAGES.keys().idOf(KEYS.get(i)), ErrorCode.CLASSIFICATION_FAILED, NOON))
                .forEach(repository::save);
        repository.save(failed(id(500), ErrorCode.IMAGE_DAMAGED, NOON));
        repository.save(failed(id(501), ErrorCode.CLASSIFICATION_FAILED, NOON.minusSeconds(7_200)));
        repository.save(failed(id(OBJECTS + 1), ErrorCode.CLASSIFICATION_FAILED, NOON));
        repository.createIfAbsent(new Prediction.Pending(upload(id(502))));
    }

    @Test
    @DisplayName("selects all images under the prefix, however many pages they take")
    void everything() {
        assertThat(keys(BackfillSelection.all(AWS.s3(), IMAGES))).containsExactlyInAnyOrderElementsOf(KEYS);
    }

    @Test
    @DisplayName(
            "selects what failed with a code since a time and is still in the bucket, under keys of other tools too")
    void failed() {
        assertThat(keys(failedSince(NOON.minusSeconds(60), EnumSet.of(ErrorCode.CLASSIFICATION_FAILED))))
                .containsExactlyInAnyOrderElementsOf(KEYS.subList(0, FAILED));
        assertThat(keys(failedSince(Instant.EPOCH, EnumSet.allOf(ErrorCode.class))))
                .hasSize(FAILED + 2);
        assertThat(keys(failedSince(NOON.plusMillis(1), EnumSet.allOf(ErrorCode.class))))
                .isEmpty();
    }

    @Test
    @DisplayName("writes a manifest whose keys are read by the function as they are in the bucket")
    void manifest() {
        List<String> rows = new ArrayList<>();
        assertThat(Manifest.write(BackfillSelection.all(AWS.s3(), IMAGES), rows::add))
                .isEqualTo(OBJECTS);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row).matches("spotter-images,uploads/[A-Za-z0-9._*/%-]+"))
                .extracting(row -> ImageKeys.ofEvent(row.split(",", 2)[1]))
                .containsExactlyInAnyOrderElementsOf(KEYS);
    }

    @Test
    @DisplayName("stores the manifest beside the images, and gives the command that creates the job")
    void job() throws IOException {
        String command = new BatchJob(FUNCTION_ARN, ROLE_ARN)
                .prepare(BackfillSelection.of(Set.of(id(1)), AWS.s3(), IMAGES), AWS.s3(), CLOCK)
                .orElseThrow();
        String key = "spotter-backfill/20261127T120000000Z.csv";
        assertThat(AWS.s3()
                        .getObjectAsBytes(get -> get.bucket(Emulated.BUCKET).key(key))
                        .asUtf8String())
                .isEqualTo("spotter-images,uploads/%s\n".formatted(id(1)));
        assertThat(command)
                .startsWith("aws s3control create-job --region us-east-1 --account-id 000000000000 ")
                .contains("--role-arn " + ROLE_ARN);
        JsonNode manifest = option(command, "manifest");
        assertThat(manifest.at("/Spec/Fields").toString()).isEqualTo("[\"Bucket\",\"Key\"]");
        assertThat(manifest.at("/Location/ObjectArn").asText()).isEqualTo("arn:aws:s3:::spotter-images/" + key);
        assertThat(manifest.at("/Location/ETag").asText())
                .isEqualTo(AWS.s3()
                        .headObject(head -> head.bucket(Emulated.BUCKET).key(key))
                        .eTag()
                        .replace("\"", ""));
        assertThat(option(command, "operation").at("/LambdaInvoke/FunctionArn").asText())
                .isEqualTo(FUNCTION_ARN);
        assertThat(option(command, "report").path("Bucket").asText()).isEqualTo("arn:aws:s3:::spotter-images");
    }

    @Test
    @DisplayName("creates no job without images, and none for a function or role that is no ARN")
    void noJob() {
        assertThat(new BatchJob(FUNCTION_ARN, ROLE_ARN)
                        .prepare(BackfillSelection.of(Set.of(), AWS.s3(), IMAGES), AWS.s3(), CLOCK))
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchJob("classify", ROLE_ARN));
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchJob(FUNCTION_ARN, "role"));
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchJob(FUNCTION_ARN + "'; rm", ROLE_ARN));
    }

    @Test
    @DisplayName("invokes the function for each image, and reports the result of each, some at once")
    void run() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AWS.lambda().deploy(FunctionSettings.of("classify"), InProcessRuntime.of((event, output, context) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            JsonNode task = new JsonMapper().readTree(event).at("/tasks/0");
            String key = ImageKeys.ofEvent(task.path("s3Key").asText());
            output.write(response(key.equals(FOREIGN) ? "PermanentFailure" : "Succeeded", key));
            running.decrementAndGet();
        }));
        Map<String, TaskResult> results = run("classify", BackfillSelection.all(AWS.s3(), IMAGES));
        assertThat(results.keySet()).containsExactlyInAnyOrderElementsOf(KEYS);
        assertThat(results.get(FOREIGN)).isEqualTo(new TaskResult(FOREIGN, TaskResult.Code.PERMANENT_FAILURE, FOREIGN));
        assertThat(results.values())
                .filteredOn(result -> result.code() == TaskResult.Code.SUCCEEDED)
                .hasSize(OBJECTS - 1);
        assertThat(most).hasValueBetween(2, 4);
    }

    @Test
    @DisplayName("reports an image as not yet classified if the function is throttled or fails")
    void temporary() {
        AWS.lambda().deploy(FunctionSettings.of("failing"), InProcessRuntime.of((event, output, context) -> {
            throw new IllegalStateException("busy");
        }));
        AWS.faults().next("lambda:Invoke", 1, Fault.error(429, "TooManyRequestsException"));
        Map<String, TaskResult> results = run("failing", BackfillSelection.of(Set.of(id(1), id(2)), AWS.s3(), IMAGES));
        assertThat(results.values())
                .allMatch(result -> result.code() == TaskResult.Code.TEMPORARY_FAILURE)
                .extracting(TaskResult::text)
                .containsExactlyInAnyOrder(
                        "the function failing cannot be invoked: 429 TooManyRequestsException",
                        "the function failed; see its log");
    }

    @Test
    @DisplayName("ends if the function is missing or another one, and if bucket or table are missing")
    void missing() {
        AWS.lambda()
                .deploy(
                        FunctionSettings.of("other"),
                        InProcessRuntime.of((event, output, context) -> output.write("[]".getBytes(UTF_8))));
        BackfillSelection all = BackfillSelection.all(AWS.s3(), IMAGES);
        assertThatExceptionOfType(ClassificationException.class)
                .isThrownBy(() -> run("none", all))
                .withMessage("the function none cannot be invoked: 404 ResourceNotFoundException");
        assertThatExceptionOfType(ClassificationException.class)
                .isThrownBy(() -> run("other", all))
                .withMessageContaining("is not that of Spotter's function");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> keys(BackfillSelection.all(AWS.s3(), S3Settings.of("no-such-bucket"))))
                .withMessage("the bucket no-such-bucket cannot be listed: 404 NoSuchBucket");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() ->
                        new FailedImages(AWS.dynamoDb(), "none", CLOCK).find(EnumSet.of(ErrorCode.INTERNAL), NOON))
                .withMessage("the table none cannot be read: 400 ResourceNotFoundException");
    }

    private static BackfillSelection failedSince(Instant since, Set<ErrorCode> codes) {
        return BackfillSelection.of(
                new FailedImages(AWS.dynamoDb(), Emulated.TABLE, CLOCK).find(codes, since), AWS.s3(), IMAGES);
    }

    private static Set<String> keys(BackfillSelection selection) {
        Set<String> keys = new HashSet<>();
        selection.forEach(keys::add);
        return keys;
    }

    private static Map<String, TaskResult> run(String function, BackfillSelection selection) {
        Map<String, TaskResult> results = new TreeMap<>();
        try (LambdaClient lambda = AWS.newLambdaClient(ONE_TRY)) {
            new BackfillRun(lambda, function, 4).run(selection, result -> results.put(result.key(), result));
        }
        return results;
    }

    private static byte[] response(String code, String text) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.putArray("results")
                .addObject()
                .put("taskId", "0")
                .put("resultCode", code)
                .put("resultString", text);
        return response.toString().getBytes(UTF_8);
    }

    private static JsonNode option(String command, String name) throws IOException {
        return new JsonMapper().readTree(command.split("--" + name + " '", 2)[1].split("'", 2)[0]);
    }

    private static void put(String key) {
        AWS.s3().putObject(put -> put.bucket(Emulated.BUCKET).key(key), RequestBody.fromString("image"));
    }

    private static ImageId id(int number) {
        return new ImageId("%026d".formatted(number));
    }

    private static Upload upload(ImageId id) {
        return new Upload(id, new Filename("a.jpg"), NOON.minusSeconds(10_000));
    }

    private static Prediction.Failed failed(ImageId id, ErrorCode code, Instant when) {
        return new Prediction.Failed(
                upload(id), new Sequence("05"), new Failure(code, "down " + "x".repeat(40_000)), when);
    }
}
