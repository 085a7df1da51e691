package dev.spotter.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.aws.sagemaker.SageMakerSettings;
import dev.spotter.inference.model.LambdaModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The template's endpoint")
class EndpointTemplateTest {
    private static final Set<String> ENDPOINTS = Set.of("ServerlessEndpoint", "InstanceEndpoint");
    private static final String ENDPOINT_NAME = "Properties/Environment/Variables/SAGEMAKER_ENDPOINT";

    @ParameterizedTest
    @CsvSource({"serverless, ServerlessEndpoint", "instance, InstanceEndpoint"})
    @DisplayName("is a resource of its own for each kind: SageMaker cannot update one kind into the other")
    void kinds(String kind, String resource) {
        Deployment deployment = Deployment.of(Map.of("Endpoint", kind));
        assertThat(deployment.resources()).filteredOn(ENDPOINTS::contains).containsExactly(resource);
        String config = (String)
                deployment.value(resource, "Properties/EndpointConfigName").orElseThrow();
        assertThat(config).isEqualTo("${%sConfig.EndpointConfigName}".formatted(resource));
        assertThat(deployment
                        .value(resource + "Config", "Properties/ProductionVariants/0/ServerlessConfig")
                        .isPresent())
                .isEqualTo(kind.equals("serverless"));
        assertThat(deployment.value("ClassifyImageFunction", ENDPOINT_NAME))
                .contains("${%s.EndpointName}".formatted(resource));
    }

    @Test
    @DisplayName("is none of the template's where one exists already")
    void existing() {
        Deployment deployment = Deployment.of(Map.of("Endpoint", "mine", "EndpointName", "my-endpoint"));
        assertThat(sageMakerResources(deployment)).isEmpty();
        assertThat(deployment.value("ClassifyImageFunction", ENDPOINT_NAME)).contains("my-endpoint");
    }

    @Test
    @DisplayName("is none by default: the function classifies by itself, and may call none")
    void none() {
        Deployment deployment = Deployment.of(Map.of());
        assertThat(sageMakerResources(deployment)).isEmpty();
        assertThat(deployment.resources()).doesNotContain("EndpointSlow");
        Map<?, ?> variables = (Map<?, ?>) deployment
                .value("ClassifyImageFunction", "Properties/Environment/Variables")
                .orElseThrow();
        assertThat(variables.keySet()).hasToString("[IMAGE_BUCKET, IMAGE_PREFIX, PREDICTION_TABLE, RETENTION_DAYS]");
        assertThat(deployment.value("ClassifyImageFunction", "Properties/MemorySize"))
                .hasValueSatisfying(megabytes -> assertThat(megabytes).hasToString("1769"));
        assertThat(deployment.permissions("ClassifyImageFunction")).doesNotContain("sagemaker");
        assertThat(Deployment.of(Map.of("Endpoint", "serverless")).permissions("ClassifyImageFunction"))
                .contains("sagemaker:InvokeEndpoint");
    }

    @Test
    @DisplayName("is none for the model of a layer, which the function finds where Lambda unpacks it")
    void layer() {
        String layer = "arn:aws:lambda:eu-west-1:123456789012:layer:my-labels:1";
        Deployment deployment = Deployment.of(Map.of("ModelLayerArn", layer));
        assertThat(deployment.value("ClassifyImageFunction", "Properties/Layers/0"))
                .contains(layer);
        assertThat(deployment.value("ClassifyImageFunction", "Properties/Environment/Variables/MODEL_DIRECTORY"))
                .contains("/opt/" + LambdaModel.DIRECTORY);
        assertThat(Deployment.of(Map.of()).value("ClassifyImageFunction", "Properties/Layers"))
                .isEmpty();
    }

    private static List<String> sageMakerResources(Deployment deployment) {
        return deployment.resources().stream()
                .filter(name -> deployment
                        .value(name, "Type")
                        .filter(type -> type.toString().startsWith("AWS::SageMaker"))
                        .isPresent())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "serverless, serverless, 4194304",
        "serverless, instance, 4194304",
        "instance, serverless, 6291456",
        "mine, serverless, 4194304",
        "mine, instance, 6291456"
    })
    @DisplayName("gets no more bytes than its kind accepts, and an existing one of an unknown kind the smaller number")
    void payload(String endpoint, String kind, int bytes) {
        assertThat(Deployment.of(Map.of("Endpoint", endpoint, "EndpointKind", kind))
                        .value("ClassifyImageFunction", "Properties/Environment/Variables/MAX_PAYLOAD_BYTES"))
                .contains(Integer.toString(bytes));
        assertThat(bytes).isLessThanOrEqualTo(SageMakerSettings.REAL_TIME_MAX_PAYLOAD_BYTES);
        assertThat(Deployment.of(Map.of()).parameter("EndpointKind", "Default")).contains("serverless");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, 763104351884",
        "af-south-1, 626614931356",
        "eu-south-1, 692866216735",
        "me-central-1, 914824155844"
    })
    @DisplayName("runs AWS's image of DJL Serving of its region by default, which its role may read")
    void image(String region, String account) {
        Deployment deployment = Deployment.of(Map.of("Endpoint", "serverless", "AWS::Region", region));
        assertThat(deployment.value("Model", "Properties/PrimaryContainer/Image"))
                .contains("%s.dkr.ecr.%s.amazonaws.com/djl-inference:0.36.0-cpu-full".formatted(account, region));
        assertThat(deployment.value("ModelRole", "Properties/Policies/0/PolicyDocument/Statement/1/Resource"))
                .contains("arn:aws:ecr:%s:*:repository/djl-inference".formatted(region));
    }

    @Test
    @DisplayName("runs another image if its parameter names one, which its role may read")
    void otherImage() {
        String image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/mine:1";
        Deployment deployment = Deployment.of(Map.of("Endpoint", "instance", "ModelImage", image));
        assertThat(deployment.value("Model", "Properties/PrimaryContainer/Image"))
                .contains(image);
        assertThat(deployment.value("ModelRole", "Properties/Policies/0/PolicyDocument/Statement/1/Resource"))
                .contains("arn:aws:ecr:eu-west-1:123456789012:repository/*");
    }

    @Test
    @DisplayName("is without a network on instances; serverless endpoints do not support that")
    void isolation() {
        assertThat(isolation("instance")).isEqualTo("true");
        assertThat(isolation("serverless")).isEqualTo("absent");
    }

    private static String isolation(String endpoint) {
        return Deployment.of(Map.of("Endpoint", endpoint))
                .value("Model", "Properties/EnableNetworkIsolation")
                .map(String::valueOf)
                .orElse("absent");
    }

    @Test
    @DisplayName("is scaled only if it may have more instances")
    void scaling() {
        assertThat(Deployment.of(Map.of("Endpoint", "instance")).resources())
                .doesNotContain("InstanceScaling", "InstanceScalingPolicy");
        assertThat(Deployment.of(Map.of("Endpoint", "instance", "InstanceCount", "3"))
                        .resources())
                .as("a smallest number of 3 and a largest of 0 would be refused")
                .doesNotContain("InstanceScaling", "InstanceScalingPolicy");
        Deployment scaled =
                Deployment.of(Map.of("Endpoint", "instance", "InstanceCount", "2", "MaxInstanceCount", "5"));
        assertThat(scaled.value("InstanceScaling", "Properties/ResourceId"))
                .contains("endpoint/${InstanceEndpoint.EndpointName}/variant/AllTraffic");
        assertThat(scaled.value("InstanceScaling", "Properties/MinCapacity")).contains("2");
        assertThat(scaled.value("InstanceScaling", "Properties/MaxCapacity")).contains("5");
        assertThat(scaled.resources()).contains("InstanceScalingPolicy");
    }
}
