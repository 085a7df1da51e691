package dev.spotter.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Each choice of each parameter of the template")
class TemplateChoicesTest {
    /** Values of parameters that have a pattern. */
    private static final Map<String, String> EXAMPLES = Map.of(
            "ModelLayerArn", "arn:aws:lambda:eu-west-1:123456789012:layer:my-labels:1",
            "ModelImage", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/mine:1",
            "ModelDataUrl", "s3://my-models/model.tar.gz",
            "UnsureBelow", "0.5",
            "ExistingBucket", "my-photos",
            "Prefix", "photos/2026/",
            "DomainName", "photos.example.org",
            "CertificateArn", "arn:aws:acm:us-east-1:123456789012:certificate/a",
            "JwtIssuer", "https://issuer.example");

    private static Stream<Map<String, String>> choices() {
        Deployment all = Deployment.of(Map.of());
        return allowed(all, "Endpoint").flatMap(endpoint -> all.parameters().keySet().stream()
                .filter(parameter -> !parameter.equals("Endpoint"))
                .flatMap(parameter ->
                        values(all, parameter).map(value -> Map.of("Endpoint", endpoint, parameter, value))));
    }

    /** The listed values; of other parameters one that is not the default, since conditions compare with that alone. */
    private static Stream<String> values(Deployment all, String parameter) {
        List<String> allowed = allowed(all, parameter).toList();
        return allowed.isEmpty() ? Stream.of(EXAMPLES.getOrDefault(parameter, "7")) : allowed.stream();
    }

    private static Stream<String> allowed(Deployment all, String parameter) {
        return all.parameter(parameter, "AllowedValues").stream()
                .flatMap(values -> ((List<?>) values).stream().map(String::valueOf));
    }

    @ParameterizedTest
    @MethodSource("choices")
    @DisplayName("makes resources that refer only to others that are made")
    void references(Map<String, String> chosen) {
        Deployment deployment = Deployment.of(chosen);
        assertThat(chosen).allSatisfy((name, value) -> assertThat(value)
                .matches(String.valueOf(
                        deployment.parameter(name, "AllowedPattern").orElse(".+"))));
        assertThat(deployment.resources()).contains("ClassifyImageFunction", "Distribution");
        assertThat(deployment.missing()).isEmpty();
    }
}
