package dev.spotter.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.core.classification.DecisionRule;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The functions' settings")
class SettingsTest {
    @Test
    @DisplayName("name all missing and wrong variables at once, and show no value")
    void problems() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ClassifySettings.from(Map.of(
                        "ENDPOINT_FORMAT",
                        "secret-1",
                        "MAX_PAYLOAD_BYTES",
                        "0",
                        "IMAGE_PREFIX",
                        "photos",
                        "RETENTION_DAYS",
                        "soon",
                        "UNSURE_BELOW",
                        "1.5",
                        "INDEPENDENT_LABELS",
                        "some")))
                .withMessageContaining("IMAGE_BUCKET is missing")
                .withMessageContaining("IMAGE_PREFIX must be the start of the images' keys, and end in a slash")
                .withMessageContaining("PREDICTION_TABLE is missing")
                .withMessageContaining("ENDPOINT_FORMAT needs SAGEMAKER_ENDPOINT")
                .withMessageContaining("UNSURE_BELOW needs SAGEMAKER_ENDPOINT")
                .withMessageContaining("ENDPOINT_FORMAT must be one of [AUTO")
                .withMessageContaining("MAX_PAYLOAD_BYTES must be a whole number from 1 to 6291456")
                .withMessageContaining("RETENTION_DAYS must be")
                .withMessageContaining("UNSURE_BELOW must be a number from 0 to 1")
                .withMessageContaining("INDEPENDENT_LABELS must be one of [ON, OFF]")
                .withMessageNotContaining("secret-1");
    }

    @Test
    @DisplayName("allow no presigned URL for an unread format, nor for longer than credentials last")
    void presigned() {
        assertThatIllegalStateException()
                .isThrownBy(() -> UploadSettings.from(Map.of(
                        "IMAGE_BUCKET",
                        "b",
                        "PREDICTION_TABLE",
                        "t",
                        "MAX_PRESIGNED_BYTES",
                        "26214401",
                        "PRESIGNED_MINUTES",
                        "61")))
                .withMessageContaining("MAX_PRESIGNED_BYTES must be a whole number from 1 to 26214400")
                .withMessageContaining("PRESIGNED_MINUTES must be a whole number from 1 to 60");
    }

    @Test
    @DisplayName("say what the scores of the endpoint's model mean; by default no threshold is known")
    void decision() {
        Map<String, String> required = Map.of("IMAGE_BUCKET", "b", "PREDICTION_TABLE", "t", "SAGEMAKER_ENDPOINT", "e");
        assertThat(ClassifySettings.from(required).requireEndpoint().decision()).isEqualTo(DecisionRule.NONE);
        Map<String, String> variables = new HashMap<>(required);
        variables.put("UNSURE_BELOW", "");
        variables.put("INDEPENDENT_LABELS", "off");
        assertThat(ClassifySettings.from(variables).requireEndpoint().decision())
                .isEqualTo(DecisionRule.NONE);
        variables.put("UNSURE_BELOW", "0.7");
        assertThat(ClassifySettings.from(variables).requireEndpoint().decision())
                .isEqualTo(DecisionRule.unsureBelow(0.7));
        variables.put("INDEPENDENT_LABELS", "on");
        assertThat(ClassifySettings.from(variables).requireEndpoint().decision())
                .isEqualTo(DecisionRule.independent(0.7));
    }

    @Test
    @DisplayName(
            "name an endpoint, or none: then the function classifies by itself, with the model of the zip or another")
    void ownModel() {
        Map<String, String> variables = new HashMap<>(Map.of("IMAGE_BUCKET", "b", "PREDICTION_TABLE", "t"));
        assertThat(ClassifySettings.from(variables).endpoint()).isEmpty();
        assertThat(ClassifySettings.from(variables).model()).isEmpty();
        assertThat(ClassifySettings.from(variables).limits().maxBytes()).isEqualTo(26_214_400);
        variables.put("MODEL_DIRECTORY", "/opt/spotter-model");
        assertThat(ClassifySettings.from(variables).model()).contains(Path.of("/opt/spotter-model"));
    }

    @ParameterizedTest
    @CsvSource({
        "MODEL_NAME, mine, MODEL_NAME needs SAGEMAKER_ENDPOINT",
        "MAX_PAYLOAD_BYTES, 4194304, MAX_PAYLOAD_BYTES needs SAGEMAKER_ENDPOINT",
        "MODEL_DIRECTORY, spotter-model, MODEL_DIRECTORY must be an absolute path"
    })
    @DisplayName("show an endpoint that was forgotten, and a model that cannot be found")
    void forgotten(String variable, String value, String problem) {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        ClassifySettings.from(Map.of("IMAGE_BUCKET", "b", "PREDICTION_TABLE", "t", variable, value)))
                .withMessageContaining(problem);
    }

    @Test
    @DisplayName("refuse a model of the function's own beside an endpoint")
    void both() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ClassifySettings.from(Map.of(
                        "IMAGE_BUCKET",
                        "b",
                        "PREDICTION_TABLE",
                        "t",
                        "SAGEMAKER_ENDPOINT",
                        "e",
                        "MODEL_DIRECTORY",
                        "/opt/spotter-model")))
                .withMessageContaining("MODEL_DIRECTORY cannot be set together with SAGEMAKER_ENDPOINT");
    }

    @Test
    @DisplayName("have several base paths, the outer one first")
    void basePaths() {
        Map<String, String> variables =
                Map.of("IMAGE_BUCKET", "b", "PREDICTION_TABLE", "t", "API_BASE_PATHS", "/write,/api");
        assertThat(UploadSettings.from(variables).basePaths()).containsExactly("/write", "/api");
    }

    @Test
    @DisplayName("have defaults for all but the names of the services")
    void defaults() {
        UploadSettings settings = UploadSettings.from(Map.of("IMAGE_BUCKET", "b", "PREDICTION_TABLE", "t"));
        assertThat(settings.images().bucket()).isEqualTo("b");
        assertThat(settings.images().keys()).isEqualTo(ImageKeys.UPLOADS);
        assertThat(settings.limits().maxBytes()).isEqualTo(4_500_000);
        assertThat(settings.maxPresignedBytes()).isEqualTo(26_214_400);
        assertThat(settings.presignedFor()).hasMinutes(15);
        assertThat(settings.basePaths()).containsExactly("/api");
    }
}
