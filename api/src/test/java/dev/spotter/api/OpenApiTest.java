package dev.spotter.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.spotter.core.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("openapi.yaml")
class OpenApiTest {
    private final JsonNode description = description();

    @Test
    @DisplayName("describes each route, the page, the meters, and nothing else")
    void operations() {
        Stream<String> routes = new TestApi().routes.stream().map(route -> route.method() + " " + route.path());
        assertThat(TestApi.CONTRACT.operations())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(routes, Stream.of("GET /", "GET /metrics"))
                        .toList());
    }

    @Test
    @DisplayName("has only schemas that are sound and examples that are true to them")
    void sound() {
        assertThat(TestApi.CONTRACT.faults()).isEmpty();
    }

    @Test
    @DisplayName("lists every error code")
    void errorCodes() {
        assertThat(description
                        .at("/components/schemas/ErrorCode/enum")
                        .valueStream()
                        .map(JsonNode::asText))
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::text).toList());
    }

    private static JsonNode description() {
        try (InputStream yaml = Objects.requireNonNull(OpenApiRoute.class.getResourceAsStream("openapi.yaml"))) {
            return new ObjectMapper(new YAMLFactory()).readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
