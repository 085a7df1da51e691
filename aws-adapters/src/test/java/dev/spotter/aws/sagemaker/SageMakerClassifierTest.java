package dev.spotter.aws.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.aws.ScriptedService;
import dev.spotter.aws.internal.CallLimits;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

@DisplayName("The SageMaker classifier")
class SageMakerClassifierTest {
    private static final ModelIdentity MODEL = new ModelIdentity("mobilenet-v3-large", "3.1");
    private static final Map<String, String> JSON =
            Map.of("Content-Type", "application/json", "x-Amzn-Invoked-Production-Variant", "blue");
    private static final CallLimits TWO_TRIES = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 2);

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("understands the response of each container")
    void everyFormat(EndpointResponseFormat format) throws IOException {
        RecordedResponse recorded = RecordedResponse.of(format);
        try (ScriptedService endpoint = ScriptedService.answering(200, JSON, recorded.text())) {
            Classification answer = classify(endpoint, settings().labels(recorded.ownLabels()));
            assertThat(answer.best().name()).isEqualTo("espresso");
            assertThat(answer.labels()).hasSize(recorded.labelCount()).isSorted();
            assertThat(answer.model()).isEqualTo(MODEL);
            assertThat(answer.confident()).isEmpty();
            Classification sure =
                    classify(endpoint, settings().labels(recorded.ownLabels()).decision(DecisionRule.unsureBelow(0.5)));
            assertThat(sure.confident()).contains(true);
        }
    }

    @Test
    @DisplayName("keeps the variant that responded and the id of the call, which is new each time")
    void details() throws IOException {
        try (ScriptedService endpoint = ScriptedService.answering(200, JSON, "{\"espresso\": 0.9}")) {
            Classification first = classify(endpoint, settings());
            Classification second = classify(endpoint, settings());
            assertThat(first.details())
                    .containsEntry("variant", "blue")
                    .containsEntry("inferenceId", header(endpoint, 0, "x-amzn-sagemaker-inference-id"));
            assertThat(second.details().get("inferenceId"))
                    .isEqualTo(header(endpoint, 1, "x-amzn-sagemaker-inference-id"))
                    .isNotEqualTo(first.details().get("inferenceId"));
        }
    }

    @Test
    @DisplayName("calls the endpoint, model and variant of its settings, with the bytes as they came")
    void request() throws IOException {
        try (ScriptedService endpoint = ScriptedService.answering(200, JSON, "{\"espresso\": 0.9}")) {
            classify(endpoint, settings().targetModel("mobilenet.tar.gz").targetVariant("green"));
            ScriptedService.Request request = endpoint.requests().get(0);
            assertThat(request.line()).isEqualTo("POST /endpoints/spotter-endpoint/invocations HTTP/1.1");
            assertThat(request.headers())
                    .containsEntry("content-type", "application/x-image")
                    .containsEntry("accept", "application/json;verbose")
                    .containsEntry("x-amzn-sagemaker-target-model", "mobilenet.tar.gz")
                    .containsEntry("x-amzn-sagemaker-target-variant", "green");
            assertThat(request.bodyBytes()).isEqualTo(coffee().sizeBytes());
            classify(endpoint, settings().format(EndpointResponseFormat.TORCH_SERVE));
            assertThat(header(endpoint, 1, "accept")).isEqualTo("application/json");
        }
    }

    @ParameterizedTest(name = "{0} {1}, original status {2}")
    @CsvSource({
        "400, ValidationError,             ,    false, 1, the model could not be called: 400 ValidationError",
        "403, AccessDeniedException,       ,    false, 1, the model could not be called: 403 AccessDeniedException",
        "424, ModelError,                  400, false, 1, the model failed on this image",
        "424, ModelError,                  415, false, 1, the model failed on this image",
        "424, ModelError,                  500, true,  1, the model failed with the status 500",
        "424, ModelError,                  503, true,  1, the model failed with the status 503",
        "424, ModelError,                  ,    true,  1, the model failed with the status 500",
        "429, ModelNotReadyException,      ,    true,  2, the model could not be called: 429 ModelNotReadyException",
        "429, ThrottlingException,         ,    true,  2, the model could not be called: 429 ThrottlingException",
        "400, ThrottlingException,         ,    true,  2, the model could not be called: 400 ThrottlingException",
        "500, InternalFailure,             ,    true,  2, the model could not be called: 500 InternalFailure",
        "503, ServiceUnavailable,          ,    true,  2, the model could not be called: 503 ServiceUnavailable",
        "530, InternalDependencyException, ,    true,  1, "
                + "the model could not be called: 530 InternalDependencyException"
    })
    @DisplayName("tells transient from permanent failures, in words that name neither the endpoint nor its internals")
    void errors(int status, String type, Integer original, boolean isPassing, int tries, String complaint)
            throws IOException {
        String body = "{\"Message\": \"secret\", \"OriginalMessage\": \"Traceback secret\","
                + (original == null ? "" : " \"OriginalStatusCode\": " + original + ",")
                + " \"LogStreamArn\": \"arn:aws:logs:secret\"}";
        try (ScriptedService endpoint = ScriptedService.answering(status, Map.of("x-amzn-ErrorType", type), body)) {
            assertThatExceptionOfType(ClassificationException.class)
                    .isThrownBy(() -> classify(endpoint, settings()))
                    .withMessage(complaint)
                    .returns(isPassing, SpotterException::isRetryable)
                    .returns(ErrorCode.CLASSIFICATION_FAILED, SpotterException::code);
            assertThat(endpoint.requests()).hasSize(tries);
        }
    }

    @Test
    @DisplayName("reports a lost connection, a response that is cut off and a missing endpoint as transient")
    void noAnswer() {
        ScriptedService gone = ScriptedService.silent();
        gone.close();
        try (ScriptedService silent = ScriptedService.silent();
                ScriptedService cut = ScriptedService.answering(200, Map.of("Content-Length", "900"), "{\"esp")) {
            for (ScriptedService endpoint : List.of(gone, silent, cut)) {
                assertThatExceptionOfType(ClassificationException.class)
                        .isThrownBy(() -> classify(endpoint, settings()))
                        .withMessageMatching(
                                "the model could not be called: no response|the response of the model was cut off")
                        .returns(true, SpotterException::isRetryable);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>400 Bad Request</html>", "{\"Mess"})
    @DisplayName("reports a 400 whose body cannot be read as transient: it may be of something before the endpoint")
    void unreadableError(String body) {
        try (ScriptedService proxy = ScriptedService.answering(400, Map.of(), body)) {
            assertThatExceptionOfType(ClassificationException.class)
                    .isThrownBy(() -> classify(proxy, settings()))
                    .withMessage("the model could not be called: 400")
                    .returns(true, SpotterException::isRetryable);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<html>502</html>             | it is not JSON",
                "{\"espresso\": NaN}          | a probability is not in [0,1] but NaN",
                "{\"probabilities\": [0.9]}   | it has 1 probabilities for 2 labels"
            })
    @DisplayName("reports a response that it cannot read as permanent")
    void badAnswers(String body, String complaint) {
        try (ScriptedService endpoint = ScriptedService.answering(200, JSON, body)) {
            assertThatExceptionOfType(ClassificationException.class)
                    .isThrownBy(() -> classify(endpoint, settings().labels(List.of("espresso", "cup"))))
                    .withMessage("the response of the model cannot be used: " + complaint)
                    .returns(false, SpotterException::isRetryable);
        }
    }

    @Test
    @DisplayName("sends nothing that is over a limit, and names the limit")
    void limits() throws IOException {
        int size = coffee().sizeBytes();
        try (ScriptedService endpoint = ScriptedService.answering(200, JSON, "{\"espresso\": 0.9}")) {
            assertThatExceptionOfType(ImageTooLargeException.class)
                    .isThrownBy(() -> classify(endpoint, settings().maxPayloadBytes(size - 1)))
                    .withMessageContaining("the limit of %,d bytes".formatted(size - 1));
            assertThatExceptionOfType(ImageTooLargeException.class)
                    .isThrownBy(() -> classify(endpoint, settings().limits(ImageLimits.DEFAULT.withMaxBytes(9))))
                    .withMessageContaining("the limit of 9 bytes");
            assertThat(endpoint.requests()).isEmpty();
            assertThat(classify(endpoint, settings().maxPayloadBytes(size)).labels())
                    .hasSize(1);
        }
    }

    private static SageMakerSettings.Builder settings() {
        return SageMakerSettings.builder("spotter-endpoint", MODEL);
    }

    private static Classification classify(ScriptedService endpoint, SageMakerSettings.Builder settings)
            throws IOException {
        try (SdkHttpClient http = TWO_TRIES.newHttpClient();
                SageMakerRuntimeClient client = SageMakerRuntimeClient.builder()
                        .endpointOverride(endpoint.uri())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClient(http)
                        .overrideConfiguration(TWO_TRIES.configuration())
                        .build();
                SageMakerClassifier classifier = new SageMakerClassifier(client, settings.build())) {
            return classifier.classify(coffee());
        }
    }

    private static String header(ScriptedService endpoint, int request, String name) {
        return endpoint.requests().get(request).headers().getOrDefault(name, "");
    }

    private static ImageBytes coffee() throws IOException {
        return ImageBytes.wrap(Files.readAllBytes(Path.of("..", "samples", "coffee.png")));
    }
}
