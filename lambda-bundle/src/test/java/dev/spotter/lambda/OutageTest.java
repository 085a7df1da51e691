package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.aws.dynamodb.DynamoDbPredictionRepository;
import dev.spotter.aws.dynamodb.DynamoDbSettings;
import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.ResponseFormat;
import dev.spotter.emulator.lambda.AsyncSettings;
import dev.spotter.emulator.lambda.FunctionSettings;
import dev.spotter.emulator.lambda.InProcessRuntime;
import dev.spotter.emulator.lambda.LambdaEmulator;
import dev.spotter.emulator.lambda.MessageQueue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

@Tag("slow")
@DisplayName("An outage of the endpoint")
class OutageTest {
    private static final String KEY = "uploads/coffee.png";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Ten minutes take a third of a second. */
    private static final double TIME_SCALE = 0.0005;

    /** Without RetryHours, Lambda makes three attempts; with it, one follows every ten minutes, the first at once. */
    @ParameterizedTest(name = "with Events={0} and RetryHours={1}, after {2} failed attempts: {3}")
    @CsvSource({
        "s3, 0, 2, CLASSIFIED",
        "s3, 0, 3, FAILED",
        "s3, 1, 9, CLASSIFIED",
        "s3, 1, 10, FAILED",
        "sqs, 0, 2, CLASSIFIED",
        "sqs, 1, 6, CLASSIFIED",
        "sqs, 1, 7, FAILED"
    })
    @DisplayName("loses no image if it is not longer than RetryHours")
    void outage(String events, String retryHours, int failedAttempts, Prediction.Status status) throws Exception {
        Deployment template = Deployment.of(Map.of("Events", events, "RetryHours", retryHours));
        DownClassifier classifier = new DownClassifier(new AtomicInteger(failedAttempts));
        try (AwsEmulator aws = AwsEmulator.builder().classifier(classifier).start();
                S3Client s3 = aws.newS3Client();
                DynamoDbClient dynamoDb = aws.newDynamoDbClient()) {
            s3.createBucket(bucket -> bucket.bucket("images"));
            dynamoDb.createTable(PredictionTable.definition("predictions"));
            aws.s3Events().subscribe("images", "uploads/", deploy(aws, s3, dynamoDb, template));
            s3.putObject(put -> put.bucket("images").key(KEY), Path.of("..", "samples", "coffee.png"));
            assertThat(aws.s3Events().awaitIdle(PATIENCE)).isTrue();
            assertThat(aws.lambda().awaitIdle(PATIENCE)).isTrue();
            assertThat(new DynamoDbPredictionRepository(dynamoDb, DynamoDbSettings.of("predictions"), Clock.systemUTC())
                            .find(ImageKeys.UPLOADS.idOf(KEY)))
                    .hasValueSatisfying(
                            prediction -> assertThat(prediction.status()).isEqualTo(status));
        }
    }

    /** Deploys functions and queues as the template does; the result takes the bucket's events. */
    private static Consumer<byte[]> deploy(AwsEmulator aws, S3Client s3, DynamoDbClient dynamoDb, Deployment template) {
        Map<String, String> environment = Map.of(
                "IMAGE_BUCKET",
                "images",
                "PREDICTION_TABLE",
                "predictions",
                "SAGEMAKER_ENDPOINT",
                ResponseFormat.DJL_SERVING.endpointName());
        LambdaEmulator lambda = aws.lambda();
        lambda.timeScale(TIME_SCALE);
        MessageQueue failures = new MessageQueue("FailureQueue");
        MessageQueue retries = template.resources().contains("EventQueue") ? eventQueue(template, failures) : failures;
        lambda.deploy(
                FunctionSettings.of("classify").withTimeout(Duration.ofSeconds(30)),
                InProcessRuntime.of(new ClassifyImageFunction(
                        environment, s3, dynamoDb, aws.newSageMakerRuntimeClient(), line -> {})),
                AsyncSettings.DEFAULT.withOnFailure(retries));
        lambda.deploy(
                FunctionSettings.of("failed").withTimeout(Duration.ofSeconds(30)),
                InProcessRuntime.of(new FailedEvents(environment, s3, dynamoDb, line -> {})));
        lambda.consume(failures, "failed", 1);
        if (retries != failures) {
            lambda.consumeReportingFailures(retries, "classify", 1);
        }
        return template.resources().contains("StoredPermission")
                ? event -> lambda.send("classify", event)
                : event -> retries.send(new String(event, UTF_8));
    }

    private static MessageQueue eventQueue(Deployment template, MessageQueue failures) {
        return new MessageQueue(
                "EventQueue",
                Duration.ofSeconds(number(template, "VisibilityTimeout")),
                number(template, "RedrivePolicy/maxReceiveCount"),
                failures);
    }

    private static int number(Deployment template, String property) {
        return Integer.parseInt(template.value("EventQueue", "Properties/" + property)
                .orElseThrow()
                .toString());
    }

    /** A classifier that fails for some calls. */
    private record DownClassifier(AtomicInteger failures) implements Classifier {
        @Override
        public Classification classify(ImageBytes image) {
            if (failures.getAndDecrement() > 0) {
                throw ClassificationException.transientFailure("the model is loading", null);
            }
            return new Classification(List.of(new Label("espresso", 0.9)), model(), Duration.ofMillis(1));
        }

        @Override
        public ModelIdentity model() {
            return new ModelIdentity("test", "1");
        }

        @Override
        public void close() {}
    }
}
