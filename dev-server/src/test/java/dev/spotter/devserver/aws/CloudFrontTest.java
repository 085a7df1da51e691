package dev.spotter.devserver.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.spotter.devserver.PageRoute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CloudFront in the emulated deployment")
class CloudFrontTest {
    private static final String SITE = "site";

    private static JsonNode distribution;

    @BeforeAll
    static void read() throws Exception {
        distribution = new YAMLMapper()
                .readTree(Path.of("..", "lambda-bundle", "template.yaml").toFile())
                .at("/Resources/Distribution/Properties/DistributionConfig");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/upload", "/upload-url", "/uploads/a", "/limits", "/predict", "/images/a", "/images/a/b", "/healthz",
                "/openapi.yaml", "/metrics", "/nothing", "/api", "/api/", "/api/upload", "/api/upload-url",
                        "/api/limits",
                "/api/predict", "/api/images/a", "/api/healthz", "/api/openapi.yaml", "/api/nothing", "/write/upload"
            })
    @DisplayName("leads a path to the origin path to which the template leads it")
    void paths(String path) {
        String origin = origin(path);
        assertThat(origin).isNotEqualTo(SITE);
        assertThat(CloudFront.originPath(path)).isEqualTo(originPaths().get(origin) + path);
    }

    @Test
    @DisplayName("responds with the page's files where the template does")
    void page() throws Exception {
        Path site = Path.of("..", "web", "site");
        try (Stream<Path> files = Files.walk(site)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> "/" + site.relativize(file)))
                    .isNotEmpty()
                    .allMatch(path -> origin(path).equals(SITE));
        }
        assertThat(origin(new PageRoute().path())).isEqualTo(SITE);
    }

    private static String origin(String path) {
        return distribution
                .path("CacheBehaviors")
                .valueStream()
                .filter(behavior ->
                        path.matches(pattern(behavior.path("PathPattern").asText())))
                .findFirst()
                .orElse(distribution.path("DefaultCacheBehavior"))
                .path("TargetOriginId")
                .asText();
    }

    private static String pattern(String pathPattern) {
        return pathPattern.replace(".", "\\.").replace("*", ".*");
    }

    private static Map<String, String> originPaths() {
        Map<String, String> paths = new HashMap<>();
        distribution
                .path("Origins")
                .forEach(origin -> paths.put(
                        origin.path("Id").asText(), origin.path("OriginPath").asText()));
        assertThat(List.copyOf(paths.keySet())).contains(SITE);
        return paths;
    }
}
