package dev.spotter.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.emulator.junit.AwsEmulatorExtension;
import dev.spotter.emulator.lambda.FunctionSettings;
import dev.spotter.emulator.lambda.InProcessRuntime;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

@DisplayName("Lambda's operation Invoke")
class InvokeTest {
    @RegisterExtension
    static final AwsEmulatorExtension AWS = AwsEmulatorExtension.starting(InvokeTest::start);

    private static final ConcurrentLinkedQueue<String> EVENTS = new ConcurrentLinkedQueue<>();

    private static AwsEmulator start() {
        AwsEmulator aws = AwsEmulator.start();
        aws.lambda().deploy(FunctionSettings.of("echo"), InProcessRuntime.of((event, output, context) -> {
            byte[] read = event.readAllBytes();
            EVENTS.add(new String(read, java.nio.charset.StandardCharsets.UTF_8));
            output.write(read);
        }));
        aws.lambda().deploy(FunctionSettings.of("failing"), InProcessRuntime.of((event, output, context) -> {
            throw new IllegalStateException("busy");
        }));
        return aws;
    }

    @BeforeAll
    static void forget() {
        EVENTS.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo",
                "echo:live",
                "000000000000:function:echo",
                "arn:aws:lambda:us-east-1:000000000000:function:echo",
                "arn:aws:lambda:us-east-1:000000000000:function:echo:live"
            })
    @DisplayName("runs a function, by its name or ARN, and returns its response")
    void response(String name, LambdaClient lambda) {
        InvokeResponse response =
                lambda.invoke(invoke -> invoke.functionName(name).payload(json("{\"a\":1}")));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.payload().asUtf8String()).isEqualTo("{\"a\":1}");
        assertThat(response.functionError()).isNull();
        assertThat(response.executedVersion()).isEqualTo("$LATEST");
    }

    @Test
    @DisplayName("says that the function failed, and why")
    void functionError(LambdaClient lambda) {
        InvokeResponse response = lambda.invoke(invoke -> invoke.functionName("failing"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).contains("\"errorMessage\":\"busy\"");
    }

    @Test
    @DisplayName("sends an event, and does not wait for the function")
    void event(AwsEmulator aws, LambdaClient lambda) throws InterruptedException {
        InvokeResponse response = lambda.invoke(invoke ->
                invoke.functionName("echo").invocationType(InvocationType.EVENT).payload(json("{\"sent\":true}")));
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.payload().asByteArray()).isEmpty();
        assertThat(aws.lambda().awaitIdle(Duration.ofSeconds(20))).isTrue();
        assertThat(EVENTS).contains("{\"sent\":true}");
    }

    @Test
    @DisplayName("only checks the call if asked for a dry run")
    void dryRun(LambdaClient lambda) {
        InvokeResponse response = lambda.invoke(invoke -> invoke.functionName("echo")
                .invocationType(InvocationType.DRY_RUN)
                .payload(json("{\"dry\":true}")));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(EVENTS).doesNotContain("{\"dry\":true}");
    }

    @Test
    @DisplayName("is refused as Lambda refuses it")
    void refused(LambdaClient lambda) {
        assertThatThrownBy(() -> lambda.invoke(invoke -> invoke.functionName("none")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: arn:aws:lambda:us-east-1:000000000000:function:none");
        assertThatThrownBy(() ->
                        lambda.invoke(invoke -> invoke.functionName("echo").payload(json("{"))))
                .isInstanceOf(InvalidRequestContentException.class);
        assertThatThrownBy(() -> lambda.invoke(
                        invoke -> invoke.functionName("echo").payload(json("\"" + "a".repeat(6_291_456) + "\""))))
                .isInstanceOf(RequestTooLargeException.class);
    }

    @Test
    @DisplayName("fails with the faults that are injected")
    void faults(AwsEmulator aws, LambdaClient lambda) {
        aws.faults().next("lambda:Invoke", 9, Fault.error(429, "TooManyRequestsException"));
        assertThatThrownBy(() -> lambda.invoke(invoke -> invoke.functionName("echo")))
                .isInstanceOf(TooManyRequestsException.class);
    }

    @Test
    @DisplayName("is found by other processes by the page of environment variables")
    void environment(AwsEmulator aws) throws Exception {
        String response = AdminClient.call(aws, "GET", "environment", "");
        assertThat(new ObjectMapper().readTree(response.substring("200 ".length())))
                .isEqualTo(new ObjectMapper().valueToTree(aws.environment()));
    }

    private static SdkBytes json(String text) {
        return SdkBytes.fromUtf8String(text);
    }
}
