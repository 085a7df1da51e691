package dev.spotter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.aws.internal.CallLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

@DisplayName("The limits of calls")
class CallLimitsTest {
    @Test
    @DisplayName("end a call to a service that takes the connection and says nothing")
    void silence() throws IOException {
        CallLimits limits = new CallLimits(Duration.ofMillis(300), Duration.ofMillis(900), 9);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SageMakerRuntimeClient client =
                        Clients.ofNobody().sageMaker(URI.create("http://127.0.0.1:" + silent.getLocalPort()), limits)) {
            long start = System.nanoTime();
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() -> client.invokeEndpoint(call -> call.endpointName("silent")));
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            // The SDK's timer may run late on a busy machine, but not by the JDK's own half minute.
            assertThat(taken).isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
        }
    }

    @Test
    @DisplayName("leave a Lambda's work within API Gateway's 29 s, and classifying within 62 s")
    void sums() {
        assertThat(sum(CallLimits.S3, CallLimits.DYNAMO_DB)).isLessThan(Duration.ofSeconds(29));
        assertThat(sum(CallLimits.DYNAMO_DB, CallLimits.S3, CallLimits.SAGEMAKER, CallLimits.DYNAMO_DB))
                .isEqualTo(Duration.ofSeconds(62));
    }

    @Test
    @DisplayName("have at least one attempt, and each is shorter than the call")
    void bounds() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallLimits(Duration.ofSeconds(2), second, 1))
                .withMessage("attempt must be above zero and at most total, PT1S, but was PT2S");
        assertThatIllegalArgumentException().isThrownBy(() -> new CallLimits(Duration.ZERO, second, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallLimits(second, second, 0))
                .withMessage("maxAttempts must be at least 1 but was 0");
    }

    private static Duration sum(CallLimits... limits) {
        return List.of(limits).stream().map(CallLimits::total).reduce(Duration.ZERO, Duration::plus);
    }
}
