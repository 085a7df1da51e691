package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.lambda.FunctionSettings;
import dev.spotter.emulator.lambda.Invocation;
import dev.spotter.emulator.lambda.LambdaEmulator;
import dev.spotter.emulator.lambda.ProcessRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@DisplayName("The zip under AWS's runtime interface client")
class RuntimeClientIT {
    private static final Path ZIP = Path.of("target", "spotter-lambda.zip");
    private static final String NAME = "GetPrediction";
    private static final int STARTS = 5;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("answers, from the start of its process on; with an archive of its classes in less time than without")
    void start() throws Exception {
        assumeTrue(ProcessRuntime.isSupported(), "AWS's runtime interface client runs on Linux only");
        try (AwsEmulator aws = AwsEmulator.start();
                DynamoDbClient dynamoDb = aws.newDynamoDbClient()) {
            dynamoDb.createTable(PredictionTable.definition("predictions"));
            Map<String, String> environment = new HashMap<>(aws.environment());
            environment.put("PREDICTION_TABLE", "predictions");
            environment.put("FILENAME_LOOKUP", "on");
            // The first unpacks, and writes the archive when it ends.
            Duration first = spawnToResponse(
                    environment, ProcessRuntime.of(ZIP, handler()).withDirectory(directory));
            List<Duration> without = new ArrayList<>();
            List<Duration> with = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                without.add(spawnToResponse(environment, ProcessRuntime.of(ZIP, handler())));
                with.add(spawnToResponse(
                        environment, ProcessRuntime.of(ZIP, handler()).withDirectory(directory)));
            }
            System.out.printf(
                    "getPrediction on Java %s, spawn to first answer: %d ms at first, %d ms without an archive of "
                            + "classes (unpacking included), %d ms with one; median of %d; goal 700 ms%n",
                    Runtime.version().feature(), first.toMillis(), median(without), median(with), STARTS);
            assertThat(Collections.min(with)).isLessThan(Collections.min(without));
        }
    }

    private static Duration spawnToResponse(Map<String, String> environment, ProcessRuntime runtime) throws Exception {
        try (LambdaEmulator lambda = new LambdaEmulator("us-east-1", "000000000000")) {
            lambda.deploy(
                    FunctionSettings.of(NAME)
                            .withTimeout(Duration.ofSeconds(15))
                            .withMemoryMegabytes(1_769)
                            .withEnvironment(environment),
                    runtime);
            byte[] event = Events.httpApi("GET", "/api/predict", "filename=nobody.png", new byte[0])
                    .toString()
                    .getBytes(UTF_8);
            long start = System.nanoTime();
            Invocation invocation = lambda.invoke(NAME, event);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            assertThat(invocation.isSuccess()).as(invocation.toString()).isTrue();
            JsonNode response = LambdaJson.MAPPER.readTree(invocation.payload());
            assertThat(response.get("statusCode").asInt()).isEqualTo(404);
            assertThat(Events.body(response).get("detail").asText()).contains("nobody.png");
            return time;
        }
    }

    private static long median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2).toMillis();
    }

    private static String handler() {
        return GetPrediction.class.getName() + "::handleRequest";
    }
}
