package dev.spotter.devserver.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.image.ImageBytes;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The functions of the server")
class TemplateFunctionTest {
    private static JsonNode template;

    @BeforeAll
    static void read() throws Exception {
        template = new YAMLMapper()
                .readTree(Path.of("..", "lambda-bundle", "template.yaml").toFile());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("are configured as the template does it, with an endpoint and without")
    void settings(TemplateFunction function) {
        JsonNode properties = properties(function.functionName());
        assertThat(properties.path("Handler").asText()).isEqualTo(function.handler());
        assertThat(properties.path("Timeout").asLong())
                .isEqualTo(function.timeout().toSeconds());
        assertThat(function.memoryMegabytes(true)).isEqualTo(memory(properties, 1));
        assertThat(function.memoryMegabytes(false)).isEqualTo(memory(properties, 2));
    }

    /** @param branch of a condition, if it depends on one */
    private static int memory(JsonNode properties, int branch) {
        JsonNode own = properties.path("MemorySize");
        return (own.isArray() ? own.get(branch) : own)
                .asInt(template.at("/Globals/Function/MemorySize").asInt());
    }

    @Test
    @DisplayName("convert images as the template's do")
    void conversion() {
        String deployed = properties(TemplateFunction.CLASSIFY_IMAGE.functionName())
                .at("/Environment/Variables/IMAGE_CONVERSION/1")
                .asText();
        AwsServerSettings settings = AwsServerSettings.builder()
                .endpoint(AwsServerSettings.Endpoint.SAGEMAKER)
                .build();
        try (EmulatedServices services = EmulatedServices.start(settings, new UnusedClassifier())) {
            assertThat(deployed).isNotEmpty();
            // Where the variable is not set, the function's own choice counts, which the template repeats.
            assertThat(services.variables().getOrDefault("IMAGE_CONVERSION", deployed))
                    .isEqualTo(deployed);
        }
    }

    @Test
    @DisplayName("are all of the template's")
    void all() {
        template.path("Resources").properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals("AWS::Serverless::Function"))
                .forEach(resource -> assertThat(TemplateFunction.values())
                        .extracting(TemplateFunction::functionName)
                        .contains(resource.getKey()));
    }

    @Test
    @DisplayName("answer on the template's routes")
    void routes() {
        Map<String, String> routes = new TreeMap<>();
        template.path("Resources").forEach(resource -> {
            if (resource.path("Type").asText().equals("AWS::ApiGatewayV2::Route")) {
                String key = resource.at("/Properties/RouteKey").asText();
                String target = resource.at("/Properties/Target").asText();
                routes.put(
                        key.replaceFirst("^ANY ", ""), target.replaceAll("integrations/\\$\\{(.*)Integration}", "$1"));
            }
        });
        assertThat(routes.remove("$default")).isEqualTo(TemplateFunction.GET_PREDICTION.functionName());
        Map<String, String> expected = new HashMap<>();
        ApiGateway.ROUTES.forEach((path, function) -> expected.put(path, function.functionName()));
        assertThat(routes).isEqualTo(expected);
    }

    @Test
    @DisplayName("have the template's failure queue")
    void queue() {
        JsonNode queue = properties("FailureQueue");
        assertThat(queue.path("VisibilityTimeout").asLong()).isEqualTo(Stack.VISIBILITY.toSeconds());
        assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(Stack.MAX_RECEIVE_COUNT);
    }

    private static JsonNode properties(String resource) {
        return template.path("Resources").path(resource).path("Properties");
    }

    /** The settings need no more of it than its model. */
    private record UnusedClassifier() implements Classifier {
        @Override
        public Classification classify(ImageBytes image) {
            throw ClassificationException.permanentFailure("this classifier classifies nothing", null);
        }

        @Override
        public ModelIdentity model() {
            return new ModelIdentity("none", "1");
        }

        @Override
        public void close() {}
    }
}
