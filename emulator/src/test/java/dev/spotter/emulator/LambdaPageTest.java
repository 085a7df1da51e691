package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.emulator.junit.AwsEmulatorExtension;
import dev.spotter.emulator.lambda.AsyncSettings;
import dev.spotter.emulator.lambda.FunctionSettings;
import dev.spotter.emulator.lambda.InProcessRuntime;
import dev.spotter.emulator.lambda.MessageQueue;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Lambda, by HTTP")
class LambdaPageTest {
    @RegisterExtension
    static final AwsEmulatorExtension AWS = AwsEmulatorExtension.starting(AwsEmulator::start);

    @Test
    @DisplayName("shows its functions and their counters, its queues and their messages")
    void page(AwsEmulator aws) throws Exception {
        MessageQueue failures = new MessageQueue("failures");
        aws.lambda()
                .deploy(
                        FunctionSettings.of("classify"),
                        InProcessRuntime.of((event, output, context) -> {
                            throw new IllegalStateException("busy");
                        }),
                        AsyncSettings.DEFAULT.withMaxRetryAttempts(0).withOnFailure(failures));
        aws.lambda().send("classify", "{}".getBytes(UTF_8));
        assertThat(aws.lambda().awaitIdle(Duration.ofSeconds(20))).isTrue();
        String response = AdminClient.call(aws, "GET", "lambda", "");
        assertThat(response).startsWith("200 ");
        JsonNode page = new ObjectMapper().readTree(response.substring("200 ".length()));
        assertThat(page.path("timeScale").asDouble()).isEqualTo(1);
        JsonNode function = page.at("/functions/classify");
        assertThat(function.path("invocations").asInt()).isEqualTo(1);
        assertThat(function.path("errors").asInt()).isEqualTo(1);
        assertThat(function.path("throttles").asInt()).isZero();
        assertThat(function.path("waiting").asInt()).isZero();
        assertThat(function.path("deadEvents").asInt()).isEqualTo(1);
        assertThat(function.path("coldStarts").asInt()).isEqualTo(1);
        assertThat(function.path("coldStartMillis")).hasSize(1);
        JsonNode queue = page.at("/queues/failures");
        assertThat(queue.path("sent").asInt()).isEqualTo(1);
        assertThat(queue.at("/messages/0/body").asText()).contains("RetriesExhausted");
        assertThat(queue.at("/messages/0/receiveCount").asInt()).isZero();
        assertThat(queue.at("/messages/0/inFlight").asBoolean(true)).isFalse();
    }

    @Test
    @DisplayName("can only be read; a missing page is named")
    void refused(AwsEmulator aws) throws Exception {
        assertThat(AdminClient.call(aws, "POST", "lambda", "{}")).startsWith("400 {\"error\":");
        assertThat(AdminClient.call(aws, "DELETE", "lambda", "")).startsWith("400 {\"error\":");
        assertThat(AdminClient.call(aws, "GET", "lambdas", ""))
                .startsWith("404 {\"error\":")
                .contains("lambda");
    }
}
