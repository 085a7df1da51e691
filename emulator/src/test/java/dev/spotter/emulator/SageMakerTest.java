package dev.spotter.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.core.classification.Label;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.emulator.junit.AwsEmulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.model.InternalDependencyException;
import software.amazon.awssdk.services.sagemakerruntime.model.InternalFailureException;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelNotReadyException;
import software.amazon.awssdk.services.sagemakerruntime.model.SageMakerRuntimeException;
import software.amazon.awssdk.services.sagemakerruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.sagemakerruntime.model.ValidationErrorException;

@DisplayName("The emulator's SageMaker Runtime")
class SageMakerTest {
    @RegisterExtension
    static final AwsEmulatorExtension AWS = AwsEmulatorExtension.starting(SageMakerTest::start);

    private static final SdkBytes IMAGE = SdkBytes.fromUtf8String("any image");

    private static AwsEmulator start() {
        AwsEmulator.Builder builder = AwsEmulator.builder();
        for (ResponseFormat format : ResponseFormat.values()) {
            builder.endpoint(fixed(format.endpointName(), format));
        }
        return builder.endpoint(fixed("small", ResponseFormat.JUMPSTART).withMaxPayloadBytes(8))
                .endpoint(fixed("serverless", ResponseFormat.JUMPSTART).serverless())
                .endpoint(fixed("blue", ResponseFormat.JUMPSTART).withVariant("blue-1"))
                .endpoint(fixed("damaged", ResponseFormat.JUMPSTART)
                        .withClassifier(FixedClassifier.failing(new DamagedImageException("the image is damaged"))))
                .endpoint(fixed("broken", ResponseFormat.JUMPSTART)
                        .withClassifier(FixedClassifier.failing(
                                ClassificationException.permanentFailure("out of memory", null))))
                .endpoint(fixed("unlabelled", ResponseFormat.JUMPSTART)
                        .withClassifier(new FixedClassifier(() -> List.of(new Label("zebra", 1)))))
                .start();
    }

    private static EndpointSettings fixed(String name, ResponseFormat format) {
        return EndpointSettings.of(name, format)
                .withLabels(FixedClassifier.CLASSES)
                .withClassifier(FixedClassifier.coffee());
    }

    @ParameterizedTest
    @DisplayName("answers as its container does")
    @CsvSource(
            delimiter = '|',
            value = {
                "jumpstart|application/json;verbose|{\"probabilities\":[0.25,0.125,0.5,0.0625,0.015625,0.03125],"
                        + "\"labels\":[\"crane\",\"cup\",\"espresso\",\"crane\",\"bowl\",\"mug\"],"
                        + "\"predicted_label\":\"espresso\"}",
                "jumpstart|application/json|{\"probabilities\":[0.25,0.125,0.5,0.0625,0.015625,0.03125]}",
                "jumpstart-probabilities|application/json;verbose|"
                        + "{\"probabilities\":[0.25,0.125,0.5,0.0625,0.015625,0.03125]}",
                "image-classification|application/json|[0.25,0.125,0.5,0.0625,0.015625,0.03125]",
                "image-classification|application/jsonlines|"
                        + "{\"prediction\":[0.25,0.125,0.5,0.0625,0.015625,0.03125]}",
                "image-classification-lines|application/json|"
                        + "{\"prediction\":[0.25,0.125,0.5,0.0625,0.015625,0.03125]}",
                "djl-serving|application/json|[{\"className\":\"espresso\",\"probability\":0.5},"
                        + "{\"className\":\"crane\",\"probability\":0.25},{\"className\":\"cup\","
                        + "\"probability\":0.125},{\"className\":\"crane\",\"probability\":0.0625},"
                        + "{\"className\":\"mug\",\"probability\":0.03125}]",
                "torchserve|application/json|" + "{\"espresso\":0.5,\"crane\":0.25,\"cup\":0.125,\"mug\":0.03125}"
            })
    void formats(String endpoint, String accept, String expected, SageMakerRuntimeClient sageMaker) {
        InvokeEndpointResponse response = sageMaker.invokeEndpoint(request -> request.endpointName(endpoint)
                .contentType("application/x-image")
                .accept(accept)
                .customAttributes("trace=1")
                .inferenceId("7")
                .body(IMAGE));
        assertThat(response.body().asUtf8String().strip()).isEqualTo(expected);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.invokedProductionVariant()).isEqualTo("AllTraffic");
        assertThat(response.customAttributes()).isEqualTo("trace=1");
        assertThat(response.responseMetadata().requestId()).isNotBlank();
    }

    @Test
    @DisplayName("names the variant that responded, and refuses an unknown one")
    void variant(SageMakerRuntimeClient sageMaker) {
        assertThat(sageMaker
                        .invokeEndpoint(request -> request.endpointName("blue")
                                .targetVariant("blue-1")
                                .contentType("image/png")
                                .body(IMAGE))
                        .invokedProductionVariant())
                .isEqualTo("blue-1");
        assertThatExceptionOfType(ValidationErrorException.class)
                .isThrownBy(() -> sageMaker.invokeEndpoint(request -> request.endpointName("blue")
                        .targetVariant("green")
                        .contentType("image/png")
                        .body(IMAGE)));
    }

    @Test
    @DisplayName("refuses an unknown endpoint")
    void unknownEndpoint(SageMakerRuntimeClient sageMaker) {
        assertThatExceptionOfType(ValidationErrorException.class)
                .isThrownBy(() -> invoke(sageMaker, "none"))
                .withMessageContaining("Endpoint none of account 000000000000 not found.")
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
    }

    @Test
    @DisplayName("refuses a payload above the endpoint's limit, each kind in its way")
    void payload(SageMakerRuntimeClient sageMaker) {
        assertThatExceptionOfType(SageMakerRuntimeException.class)
                .isThrownBy(() -> invoke(sageMaker, "small"))
                .withMessageContaining("HTTP content length exceeded 8 bytes.")
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(413));
        byte[] large = new byte[EndpointSettings.SERVERLESS_MAX_BYTES + 1];
        assertThatExceptionOfType(ValidationErrorException.class)
                .isThrownBy(() -> invoke(sageMaker, "serverless", large))
                .withMessageContaining("has oversize body");
        byte[] limit = new byte[EndpointSettings.REAL_TIME_MAX_BYTES];
        assertThat(invoke(sageMaker, "jumpstart", limit).body().asUtf8String()).contains("probabilities");
    }

    @Test
    @DisplayName("reports the refusal of a container as a ModelError with the container's status")
    void modelError(SageMakerRuntimeClient sageMaker) {
        assertThatExceptionOfType(ModelErrorException.class)
                .isThrownBy(() -> invoke(sageMaker, "damaged"))
                .withMessageContaining("Received client error (400) from primary with message \"the image is damaged\"")
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(424))
                .satisfies(e -> assertThat(e.originalStatusCode()).isEqualTo(400))
                .satisfies(e -> assertThat(e.originalMessage()).isEqualTo("the image is damaged"))
                .satisfies(e -> assertThat(e.logStreamArn()).contains("/aws/sagemaker/Endpoints/damaged"));
        assertThatExceptionOfType(ModelErrorException.class)
                .isThrownBy(() -> invoke(sageMaker, "broken"))
                .satisfies(e -> assertThat(e.originalStatusCode()).isEqualTo(500));
        assertThatExceptionOfType(ModelErrorException.class)
                .isThrownBy(() -> sageMaker.invokeEndpoint(request -> request.endpointName("jumpstart")
                        .contentType("text/csv")
                        .body(IMAGE)))
                .satisfies(e -> assertThat(e.originalStatusCode()).isEqualTo(415));
        assertThatExceptionOfType(ModelErrorException.class)
                .isThrownBy(() -> invoke(sageMaker, "unlabelled"))
                .withMessageContaining("zebra")
                .satisfies(e -> assertThat(e.originalStatusCode()).isEqualTo(500));
    }

    @Tag("slow")
    @ParameterizedTest
    @DisplayName("fails on demand with each error that the service has, as the SDK's typed exception")
    @EnumSource(Typed.class)
    void typedErrors(Typed typed, AwsEmulator aws, SageMakerRuntimeClient sageMaker) {
        aws.faults().next("sagemaker:InvokeEndpoint", 4, Fault.error(typed.status, typed.code));
        assertThatExceptionOfType(typed.expected)
                .isThrownBy(() -> invoke(sageMaker, "jumpstart"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(typed.status))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(typed.code));
    }

    enum Typed {
        VALIDATION(400, "ValidationError", ValidationErrorException.class),
        MODEL_NOT_READY(429, "ModelNotReadyException", ModelNotReadyException.class),
        THROTTLED(429, "ThrottlingException", SageMakerRuntimeException.class),
        INTERNAL(500, "InternalFailure", InternalFailureException.class),
        UNAVAILABLE(503, "ServiceUnavailable", ServiceUnavailableException.class),
        DEPENDENCY(530, "InternalDependencyException", InternalDependencyException.class);

        private final int status;
        private final String code;
        private final Class<? extends AwsServiceException> expected;

        Typed(int status, String code, Class<? extends AwsServiceException> expected) {
            this.status = status;
            this.code = code;
            this.expected = expected;
        }
    }

    @Test
    @DisplayName("fails on demand with a container's error")
    void modelErrorOnDemand(AwsEmulator aws, SageMakerRuntimeClient sageMaker) {
        aws.faults().next("sagemaker:InvokeEndpoint", Fault.modelError(503, "Worker died."));
        assertThatExceptionOfType(ModelErrorException.class)
                .isThrownBy(() -> invoke(sageMaker, "jumpstart"))
                .satisfies(e -> assertThat(e.originalStatusCode()).isEqualTo(503))
                .satisfies(e -> assertThat(e.originalMessage()).isEqualTo("Worker died."));
    }

    @Test
    @DisplayName("checks what an endpoint is made of")
    void settings() {
        EndpointSettings valid = EndpointSettings.of("valid", ResponseFormat.JUMPSTART);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointSettings.of("not_valid", ResponseFormat.JUMPSTART))
                .withMessageContaining("not_valid");
        assertThatIllegalArgumentException().isThrownBy(() -> valid.withMaxPayloadBytes(0));
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(ResponseFormat.class)
    @DisplayName("sees an espresso in a photo of one, by the network that comes with Spotter")
    void realNetwork(ResponseFormat format) throws IOException {
        byte[] photo = Files.readAllBytes(Path.of("..", "samples", "coffee.png"));
        List<String> classes = ClassScores.imageNet();
        try (AwsEmulator aws = AwsEmulator.start();
                SageMakerRuntimeClient sageMaker = aws.newSageMakerRuntimeClient()) {
            String response =
                    invoke(sageMaker, format.endpointName(), photo).body().asUtf8String();
            switch (format) {
                case DJL_SERVING -> assertThat(response).startsWith("[{\"className\":\"espresso\"");
                case TORCHSERVE -> assertThat(response).startsWith("{\"espresso\":0.9");
                default -> {
                    String[] scores = response.replaceAll(".*\\[|].*|\\s", "").split(",");
                    assertThat(scores).hasSize(1_000);
                    assertThat(Double.parseDouble(scores[classes.indexOf("espresso")]))
                            .isGreaterThan(0.9);
                }
            }
        }
    }

    private static InvokeEndpointResponse invoke(SageMakerRuntimeClient sageMaker, String endpoint) {
        return invoke(sageMaker, endpoint, IMAGE.asByteArray());
    }

    private static InvokeEndpointResponse invoke(SageMakerRuntimeClient sageMaker, String endpoint, byte[] body) {
        return sageMaker.invokeEndpoint(request -> request.endpointName(endpoint)
                .contentType("application/x-image")
                .body(SdkBytes.fromByteArray(body)));
    }
}
