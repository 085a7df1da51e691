package dev.spotter.devserver.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.Samples;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.EventFaults;
import dev.spotter.emulator.Fault;
import dev.spotter.emulator.FaultRate;
import dev.spotter.emulator.lambda.MessageQueue;
import dev.spotter.pytorch.DjlClassifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@DisplayName("A thousand uploads, each event three times and in disorder, SageMaker failing")
class ManyUploadsIT {
    private static final int UPLOADS = 1_000;
    private static final int COPIES = 3;
    private static final int CLIENTS = 4;
    private static final double PASSING = 0.10;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<String> IMAGES = List.of("coffee.png", "camera.png", "rocket.jpg", "chelsea.png");
    private static final byte[] TORN = Arrays.copyOf(Samples.bytes("coffee.png"), 200_000);
    private static final byte[] HOPELESS = Arrays.copyOf(Samples.bytes("coffee.png"), 600_000);

    /** What becomes of an upload: one in fifty fails for good at once, one in two hundred whenever it is tried. */
    private enum Fate {
        GOOD,
        TORN,
        HOPELESS;

        static Fate of(int upload) {
            return upload % 50 == 7 ? TORN : upload % 200 == 11 ? HOPELESS : GOOD;
        }

        String outcome(int upload) {
            return switch (this) {
                case GOOD ->
                    "CLASSIFIED "
                            + Samples.expected(sample(upload))
                                    .at("/top5/0/label")
                                    .asText();
                case TORN -> "FAILED at once";
                case HOPELESS -> "FAILED after all attempts";
            };
        }

        byte[] image(int upload) {
            return switch (this) {
                case GOOD -> Samples.bytes(sample(upload));
                case TORN -> ManyUploadsIT.TORN;
                case HOPELESS -> ManyUploadsIT.HOPELESS;
            };
        }

        private static String sample(int upload) {
            return IMAGES.get(upload % IMAGES.size());
        }
    }

    /** The network, but for images that no attempt helps. */
    private record HopelessClassifier(Classifier network) implements Classifier {
        @Override
        public Classification classify(ImageBytes image) {
            if (image.sizeBytes() == HOPELESS.length) {
                throw ClassificationException.transientFailure("out of memory", null);
            }
            return network.classify(image);
        }

        @Override
        public ModelIdentity model() {
            return network.model();
        }

        @Override
        public void close() {}
    }

    @Test
    @DisplayName("end each with the right outcome, once, and none stays PENDING; the failure queue has those that "
            + "failed in all attempts")
    void outcomes() throws Exception {
        try (DjlClassifier network = DjlClassifier.open();
                AwsServer server = AwsServer.start(settings(), new HopelessClassifier(network))) {
            AwsEmulator aws = ((EmulatedServices) server.services()).aws();
            Map<String, String> expected = upload(new ApiClient(server.uri()));
            assertThat(aws.s3Events().awaitIdle(PATIENCE)).isTrue();
            assertThat(aws.lambda().awaitIdle(PATIENCE)).isTrue();

            Map<String, String> outcomes = outcomes(aws);
            System.out.printf(
                    "%d uploads, %s; %s; %s%n",
                    UPLOADS,
                    aws.s3Events().counts(),
                    aws.faults().rates(),
                    outcomes.values().stream()
                            .map(outcome -> outcome.replaceFirst("CLASSIFIED.*", "CLASSIFIED"))
                            .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting())));
            assertThat(outcomes.keySet()).hasSize(UPLOADS).isEqualTo(expected.keySet());
            assertThat(outcomes.entrySet().stream()
                            .filter(each -> !each.getValue().equals(expected.get(each.getKey())))
                            .map(each -> each + " and not " + expected.get(each.getKey())))
                    .isEmpty();
            assertThat(aws.faults().rates())
                    .allSatisfy(rate -> assertThat(rate.taken()).isGreaterThan((long) (UPLOADS * rate.share() / 2)));
            checkQueues(aws);
        }
    }

    private static AwsServerSettings settings() {
        return AwsServerSettings.builder()
                .endpoint(AwsServerSettings.Endpoint.SAGEMAKER)
                // Events age as much faster as pauses are shorter: these may wait for six minutes.
                .timeScale(AwsServerSettings.DEFAULT_TIME_SCALE)
                .events(new EventFaults(COPIES, true, Duration.ZERO))
                .faults(List.of(
                        new FaultRate(
                                "sagemaker:InvokeEndpoint", PASSING / 2, Fault.error(503, "ServiceUnavailable"), 0),
                        new FaultRate("sagemaker:InvokeEndpoint", PASSING / 2, Fault.modelError(500, "busy"), 0)))
                .build();
    }

    /** Uploads them all; the outcomes that they should have, by id. */
    private static Map<String, String> upload(ApiClient client) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<String>> ids = IntStream.range(0, UPLOADS)
                    .mapToObj(i -> clients.submit(() -> uploadOne(client, i)))
                    .toList();
            Map<String, String> expected = new HashMap<>();
            for (int i = 0; i < UPLOADS; i++) {
                expected.put(ids.get(i).get(), Fate.of(i).outcome(i));
            }
            return expected;
        } finally {
            clients.shutdownNow();
        }
    }

    private static String uploadOne(ApiClient client, int upload) throws Exception {
        ApiClient.Response response =
                client.upload("upload " + upload, Fate.of(upload).image(upload));
        assertThat(response.status()).as(response.text()).isEqualTo(201);
        return response.json().get("imageId").asText();
    }

    /** What the table says, by id. */
    private static Map<String, String> outcomes(AwsEmulator aws) {
        try (DynamoDbClient dynamoDb = aws.newDynamoDbClient()) {
            Map<String, String> outcomes = new HashMap<>();
            dynamoDb.scanPaginator(scan -> scan.tableName(Stack.TABLE))
                    .items()
                    .forEach(item -> outcomes.put(text(item, "imageId"), outcome(item)));
            return outcomes;
        }
    }

    private static String outcome(Map<String, AttributeValue> item) {
        String status = text(item, "status");
        return switch (status) {
            case "CLASSIFIED" -> status + " " + text(item, "label");
            case "FAILED" ->
                status + (text(item, "reason").contains("after several attempts") ? " after all attempts" : " at once");
            default -> status;
        };
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name).s();
    }

    private static void checkQueues(AwsEmulator aws) {
        long hopeless = IntStream.range(0, UPLOADS)
                .filter(i -> Fate.of(i) == Fate.HOPELESS)
                .count();
        for (MessageQueue queue : aws.lambda().queues()) {
            assertThat(queue.messages()).as(queue.name()).isEmpty();
        }
        MessageQueue failures = aws.lambda().queues().iterator().next();
        assertThat(failures.name()).isEqualTo("FailureQueue");
        // Copies of an event that come after its image became FAILED are passed over.
        assertThat(failures.sent()).isBetween(hopeless, hopeless * COPIES);
        assertThat(aws.lambda()
                        .counts(TemplateFunction.FAILED_EVENTS.functionName())
                        .errors())
                .isZero();
    }
}
