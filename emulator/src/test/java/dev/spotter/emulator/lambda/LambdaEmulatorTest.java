package dev.spotter.emulator.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The emulated Lambda")
class LambdaEmulatorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final RequestStreamHandler ECHO = (event, output, context) -> event.transferTo(output);
    private static final RequestStreamHandler FAILING = (event, output, context) -> {
        throw new IllegalStateException("busy");
    };

    private final LambdaEmulator lambda = new LambdaEmulator("us-east-1", "000000000000");
    private final FunctionSettings function = FunctionSettings.of("f");

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    @DisplayName("runs a function and returns its response")
    void invoke() {
        lambda.deploy(function, InProcessRuntime.of(ECHO));
        Invocation invocation = lambda.invoke("f", bytes("{\"a\":1}"));
        assertThat(invocation.isSuccess()).isTrue();
        assertThat(invocation.status()).isEqualTo(200);
        assertThat(invocation.payload()).isEqualTo(bytes("{\"a\":1}"));
        assertThat(lambda.counts("f").invocations()).isEqualTo(1);
        assertThat(lambda.counts("f").errors()).isZero();
        assertThat(lambda.invoke("f", new byte[0]).payload()).isEqualTo(bytes("{}"));
    }

    @Test
    @DisplayName("describes the invocation to the function")
    void context() throws IOException {
        FunctionSettings settings = function.withTimeout(Duration.ofSeconds(30)).withMemoryMegabytes(256);
        lambda.deploy(
                settings,
                InProcessRuntime.of((event, output, context) -> output.write(bytes(JSON.writeValueAsString(Map.of(
                        "requestId", context.getAwsRequestId(),
                        "arn", context.getInvokedFunctionArn(),
                        "name", context.getFunctionName(),
                        "version", context.getFunctionVersion(),
                        "memory", context.getMemoryLimitInMB(),
                        "group", context.getLogGroupName(),
                        "remaining", context.getRemainingTimeInMillis()))))));
        Invocation invocation = lambda.invoke("f", bytes("{}"));
        JsonNode seen = JSON.readTree(invocation.payload());
        assertThat(seen.path("requestId").asText()).isEqualTo(invocation.requestId());
        assertThat(seen.path("arn").asText()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:f");
        assertThat(seen.path("name").asText()).isEqualTo("f");
        assertThat(seen.path("version").asText()).isEqualTo("$LATEST");
        assertThat(seen.path("memory").asInt()).isEqualTo(256);
        assertThat(seen.path("group").asText()).isEqualTo("/aws/lambda/f");
        assertThat(seen.path("remaining").asInt()).isBetween(1, 30_000);
    }

    @Test
    @DisplayName("reports an exception of a function as Lambda does")
    void error() throws IOException {
        lambda.deploy(function, InProcessRuntime.of(FAILING));
        Invocation invocation = lambda.invoke("f", bytes("{}"));
        assertThat(invocation.isFunctionError()).isTrue();
        assertThat(invocation.status()).isEqualTo(200);
        assertThat(invocation.errorType()).contains("java.lang.IllegalStateException");
        assertThat(invocation.errorMessage()).isEqualTo("busy");
        JsonNode error = JSON.readTree(invocation.payload());
        assertThat(error.path("errorMessage").asText()).isEqualTo("busy");
        assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.path("stackTrace")).isNotEmpty();
        assertThat(lambda.counts("f").errors()).isEqualTo(1);
    }

    @Test
    @DisplayName("reports a function that could not be created, and tries again the next time")
    void initError() {
        lambda.deploy(function, new InProcessRuntime(() -> {
            throw new IllegalStateException("IMAGE_BUCKET is missing");
        }));
        for (int i = 1; i <= 2; i++) {
            assertThat(lambda.invoke("f", bytes("{}")).errorMessage()).isEqualTo("IMAGE_BUCKET is missing");
            assertThat(lambda.counts("f").coldStarts()).isEqualTo(i);
            assertThat(lambda.counts("f").environments()).isZero();
        }
    }

    @Test
    @DisplayName("ends an invocation that takes too long, and its environment")
    void timeout() {
        lambda.deploy(function.withTimeout(Duration.ofMillis(100)), InProcessRuntime.of((event, output, context) -> {
            if (new String(event.readAllBytes(), UTF_8).contains("slow")) {
                await(new CountDownLatch(1));
            }
        }));
        Invocation invocation = lambda.invoke("f", bytes("\"slow\""));
        assertThat(invocation.errorType()).contains("Sandbox.Timedout");
        assertThat(invocation.errorMessage())
                .isEqualTo("RequestId: " + invocation.requestId() + " Error: Task timed out after 0.10 seconds");
        assertThat(lambda.invoke("f", bytes("{}")).isSuccess()).isTrue();
        assertThat(lambda.counts("f").coldStarts()).isEqualTo(2);
    }

    @Test
    @DisplayName("runs one invocation at a time in an environment, reuses it, and throttles further ones")
    void concurrency() throws Exception {
        CountDownLatch areThere = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        lambda.deploy(function.withReservedConcurrency(2), new InProcessRuntime(() -> (event, output, context) -> {
            areThere.countDown();
            await(go);
        }));
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Invocation>> running = List.of(
                    callers.submit(() -> lambda.invoke("f", bytes("1"))),
                    callers.submit(() -> lambda.invoke("f", bytes("2"))));
            areThere.await();
            Invocation third = lambda.invoke("f", bytes("3"));
            assertThat(third.isThrottled()).isTrue();
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.errorType()).contains("TooManyRequestsException");
            assertThat(lambda.counts("f").running()).isEqualTo(2);
            assertThat(lambda.awaitIdle(Duration.ZERO)).isFalse();
            go.countDown();
            for (Future<Invocation> each : running) {
                assertThat(each.get().isSuccess()).isTrue();
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(lambda.invoke("f", bytes("4")).isSuccess()).isTrue();
        FunctionCounts counts = lambda.counts("f");
        assertThat(counts.invocations()).isEqualTo(3);
        assertThat(counts.throttles()).isEqualTo(1);
        assertThat(counts.coldStarts()).isEqualTo(2);
        assertThat(counts.environments()).isEqualTo(2);
        assertThat(counts.coldStartTimes()).hasSize(2);
    }

    @Test
    @DisplayName("refuses events and responses that are too large")
    void sizes() {
        lambda.deploy(function, InProcessRuntime.of((event, output, context) -> output.write(new byte[6_291_557])));
        assertThat(lambda.invoke("f", bytes("{}")).errorType()).contains("Function.ResponseSizeTooLarge");
        assertThat(lambda.invoke("f", bytes("{}")).errorMessage())
                .isEqualTo("Response payload size exceeded maximum allowed payload size (6291556 bytes).");
        Invocation tooLarge = lambda.invoke("f", bytes("\"" + "a".repeat(6_291_455) + "\""));
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.errorMessage())
                .isEqualTo("6291457 byte payload is too large for the RequestResponse invocation type"
                        + " (limit 6291456 bytes)");
        assertThat(lambda.invoke("f", bytes("\"" + "a".repeat(6_291_454) + "\""))
                        .status())
                .isEqualTo(200);
        assertThat(lambda.send("f", bytes("\"" + "a".repeat(1_048_575) + "\"")).errorMessage())
                .isEqualTo("1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)");
        assertThat(lambda.counts("f").waiting()).isZero();
    }

    @ParameterizedTest
    @DisplayName("refuses events that are no JSON")
    @ValueSource(strings = {"{", "a", "{}{}", " "})
    void noJson(String event) {
        lambda.deploy(function, InProcessRuntime.of(ECHO));
        assertThat(lambda.invoke("f", bytes(event)).errorType()).contains("InvalidRequestContentException");
        assertThat(lambda.send("f", bytes(event)).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("retries a failed event twice, after a pause, and then sends it to the failure queue")
    void retries() throws Exception {
        List<Instant> attempts = new CopyOnWriteArrayList<>();
        List<String> ids = new CopyOnWriteArrayList<>();
        MessageQueue failures = new MessageQueue("failures");
        lambda.timeScale(0.005);
        lambda.deploy(
                function,
                InProcessRuntime.of((event, output, context) -> {
                    attempts.add(Instant.now());
                    ids.add(context.getAwsRequestId());
                    throw new IllegalStateException("busy");
                }),
                AsyncSettings.DEFAULT.withOnFailure(failures));
        Invocation accepted = lambda.send("f", bytes("{\"Records\":[{\"n\":1}]}"));
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.payload()).isEmpty();
        assertThat(lambda.awaitIdle(SOON)).isTrue();
        assertThat(attempts).hasSize(3);
        assertThat(ids).containsOnly(accepted.requestId());
        assertThat(Duration.between(attempts.get(0), attempts.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(295));
        assertThat(Duration.between(attempts.get(1), attempts.get(2))).isGreaterThanOrEqualTo(Duration.ofMillis(595));
        assertThat(failures.messages()).hasSize(1);
        JsonNode record = JSON.readTree(failures.messages().get(0).body());
        assertThat(record.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(record.at("/responsePayload/stackTrace")).isNotEmpty();
        ((ObjectNode) record).remove("timestamp");
        ((ObjectNode) record.path("responsePayload")).remove("stackTrace");
        assertThat(record)
                .isEqualTo(JSON.readTree(
                        """
                {
                  "version": "1.0",
                  "requestContext": {
                    "requestId": "%s",
                    "functionArn": "arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST",
                    "condition": "RetriesExhausted",
                    "approximateInvokeCount": 3
                  },
                  "requestPayload": {"Records": [{"n": 1}]},
                  "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
                  "responsePayload": {"errorMessage": "busy", "errorType": "java.lang.IllegalStateException"}
                }
                """
                                .formatted(accepted.requestId())));
        assertThat(lambda.counts("f").deadEvents()).isEqualTo(1);
    }

    @Test
    @DisplayName("stops to retry when an event succeeds, or after the configured attempts")
    void fewerRetries() throws Exception {
        lambda.timeScale(0.0001);
        AtomicInteger runs = new AtomicInteger();
        lambda.deploy(function, InProcessRuntime.of((event, output, context) -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("the first time");
            }
        }));
        lambda.deploy(
                FunctionSettings.of("once"),
                InProcessRuntime.of(FAILING),
                AsyncSettings.DEFAULT.withMaxRetryAttempts(0));
        lambda.send("f", bytes("1"));
        lambda.send("once", bytes("1"));
        assertThat(lambda.awaitIdle(SOON)).isTrue();
        assertThat(runs).hasValue(2);
        assertThat(lambda.counts("f").deadEvents()).isZero();
        assertThat(lambda.counts("once").invocations()).isEqualTo(1);
        assertThat(lambda.counts("once").deadEvents()).isEqualTo(1);
    }

    @Test
    @DisplayName("keeps a throttled event until it is too old; being throttled is no attempt")
    void tooOld() throws Exception {
        MessageQueue failures = new MessageQueue("failures");
        lambda.timeScale(0.01);
        lambda.deploy(
                function.withReservedConcurrency(0),
                InProcessRuntime.of(ECHO),
                AsyncSettings.DEFAULT.withMaxEventAge(Duration.ofMinutes(1)).withOnFailure(failures));
        lambda.send("f", bytes("{\"n\":1}"));
        assertThat(lambda.awaitIdle(SOON)).isTrue();
        JsonNode record = JSON.readTree(failures.messages().get(0).body());
        assertThat(record.at("/requestContext/condition").asText()).isEqualTo("EventAgeExceeded");
        assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isZero();
        assertThat(record.path("requestPayload")).isEqualTo(JSON.readTree("{\"n\":1}"));
        assertThat(record.has("responseContext")).isFalse();
        assertThat(lambda.counts("f").throttles()).isBetween(3L, 10L);
        assertThat(lambda.counts("f").invocations()).isZero();
    }

    @Test
    @DisplayName("runs a throttled event as soon as there is room")
    void throttledThenRun() throws Exception {
        CountDownLatch isThere = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        lambda.timeScale(0.01);
        lambda.deploy(function.withReservedConcurrency(1), InProcessRuntime.of((event, output, context) -> {
            if (new String(event.readAllBytes(), UTF_8).equals("1")) {
                isThere.countDown();
                await(go);
            }
        }));
        Thread caller = new Thread(() -> lambda.invoke("f", bytes("1")));
        caller.start();
        isThere.await();
        lambda.send("f", bytes("2"));
        StateMonitor watch = new StateMonitor();
        assertThat(watch.await(() -> lambda.counts("f").throttles() > 1, SOON)).isTrue();
        go.countDown();
        assertThat(lambda.awaitIdle(SOON)).isTrue();
        caller.join();
        assertThat(lambda.counts("f").invocations()).isEqualTo(2);
        assertThat(lambda.counts("f").deadEvents()).isZero();
    }

    @Test
    @DisplayName("sends a queue's messages to a function: done ones are removed, failed ones are sent again and "
            + "become dead letters")
    void queue() throws Exception {
        MessageQueue dead = new MessageQueue("dead");
        MessageQueue queue = new MessageQueue("work", Duration.ofSeconds(10), 3, dead);
        List<JsonNode> events = new CopyOnWriteArrayList<>();
        lambda.timeScale(0.005);
        lambda.deploy(function, InProcessRuntime.of((event, output, context) -> {
            JsonNode read = JSON.readTree(event);
            events.add(read);
            if (read.toString().contains("bad")) {
                throw new IllegalStateException("no");
            }
        }));
        lambda.consume(queue, "f", 1);
        queue.send("good");
        String bad = queue.send("bad");
        assertThat(lambda.awaitIdle(SOON)).isTrue();
        assertThat(queue.messages()).isEmpty();
        assertThat(queue.sent()).isEqualTo(2);
        assertThat(dead.messages())
                .extracting(QueueMessage::id, QueueMessage::body)
                .containsExactly(tuple(bad, "bad"));
        assertThat(lambda.counts("f").invocations()).isEqualTo(4);
        JsonNode record = events.stream()
                .map(event -> event.at("/Records/0"))
                .filter(each -> each.path("messageId").asText().equals(bad))
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(record.path("body").asText()).isEqualTo("bad");
        assertThat(record.path("receiptHandle").asText()).isNotEmpty();
        assertThat(record.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("3");
        assertThat(record.at("/attributes/SentTimestamp").asText()).matches("\\d{13}");
        assertThat(record.path("md5OfBody").asText()).isEqualTo("bae60998ffe4923b131e3d6e4c19993e");
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(record.path("eventSourceARN").asText()).isEqualTo("arn:aws:sqs:us-east-1:000000000000:work");
        assertThat(lambda.queues()).containsExactlyInAnyOrder(queue, dead);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"BAD\"}]} | 1",
                "{\"batchItemFailures\":[]} | 0",
                "{} | 0",
                "'' | 0",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"other\"}]} | 2",
                "no JSON | 2"
            })
    @DisplayName("brings only those messages again that the response names, if the function reports them")
    void reportedFailures(String response, int failures) throws Exception {
        MessageQueue dead = new MessageQueue("dead");
        MessageQueue queue = new MessageQueue("work", Duration.ofSeconds(1), 1, dead);
        queue.send("good");
        String bad = queue.send("bad");
        lambda.timeScale(0.005);
        lambda.deploy(
                function.withReservedConcurrency(1),
                InProcessRuntime.of((event, output, context) -> output.write(bytes(response.replace("BAD", bad)))));
        lambda.consumeReportingFailures(queue, "f", 2);
        assertThat(lambda.awaitIdle(SOON)).isTrue();
        assertThat(dead.messages()).hasSize(failures);
    }

    @Test
    @DisplayName("sends as many messages at once as a batch may have")
    void batches() throws Exception {
        MessageQueue queue = new MessageQueue("work");
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 5; i++) {
            queue.send("m" + i);
        }
        lambda.deploy(
                function.withReservedConcurrency(1),
                InProcessRuntime.of((event, output, context) ->
                        sizes.add(JSON.readTree(event).path("Records").size())));
        lambda.consume(queue, "f", 2);
        assertThat(lambda.awaitIdle(SOON)).isTrue();
        assertThat(sizes).containsExactly(2, 2, 1);
    }

    @Test
    @DisplayName("counts the events that were not run when it is closed, and then runs none")
    void closed() throws Exception {
        CountDownLatch isThere = new CountDownLatch(1);
        MessageQueue failures = new MessageQueue("failures");
        lambda.deploy(
                function.withReservedConcurrency(1),
                InProcessRuntime.of((event, output, context) -> {
                    isThere.countDown();
                    await(new CountDownLatch(1));
                }),
                AsyncSettings.DEFAULT.withMaxRetryAttempts(0).withOnFailure(failures));
        lambda.send("f", bytes("1"));
        lambda.send("f", bytes("2"));
        isThere.await();
        lambda.close();
        assertThat(lambda.counts("f").waiting()).isEqualTo(2);
        assertThat(lambda.counts("f").environments()).isZero();
        assertThat(failures.sent()).isZero();
        assertThat(lambda.invoke("f", bytes("3")).status()).isEqualTo(500);
    }

    @Test
    @DisplayName("loses no event if a runtime breaks its contract")
    void brokenRuntime() throws Exception {
        MessageQueue failures = new MessageQueue("failures");
        lambda.timeScale(0.0001);
        lambda.deploy(
                function,
                settings -> {
                    throw new IllegalStateException("no more memory");
                },
                AsyncSettings.DEFAULT.withOnFailure(failures));
        lambda.send("f", bytes("1"));
        assertThat(lambda.awaitIdle(SOON)).isTrue();
        assertThat(failures.messages()).hasSize(1).allSatisfy(message -> assertThat(message.body())
                .contains("no more memory"));
    }

    @Test
    @DisplayName("refuses invalid settings")
    void refused() {
        lambda.deploy(function, InProcessRuntime.of(ECHO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lambda.deploy(function, InProcessRuntime.of(ECHO)))
                .withMessageContaining("deployed already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lambda.invoke("g", bytes("{}")))
                .withMessage("Function not found: arn:aws:lambda:us-east-1:000000000000:function:g");
        assertThatIllegalArgumentException().isThrownBy(() -> lambda.send("g", bytes("{}")));
        assertThatIllegalArgumentException().isThrownBy(() -> lambda.timeScale(0));
        assertThatIllegalArgumentException().isThrownBy(() -> lambda.consume(new MessageQueue("q"), "f", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageQueue("a b"));
        assertThatIllegalArgumentException().isThrownBy(() -> FunctionSettings.of("a b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> function.withMemoryMegabytes(127))
                .withMessage("memoryMegabytes must be in 128 to 10240 but was 127");
        assertThatIllegalArgumentException().isThrownBy(() -> function.withTimeout(Duration.ofMinutes(16)));
        assertThatIllegalArgumentException().isThrownBy(() -> function.withReservedConcurrency(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> AsyncSettings.DEFAULT.withMaxRetryAttempts(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AsyncSettings.DEFAULT.withMaxEventAge(Duration.ofSeconds(59)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
