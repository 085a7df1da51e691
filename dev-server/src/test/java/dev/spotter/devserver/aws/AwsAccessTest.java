package dev.spotter.devserver.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.devserver.AccessToken;
import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.HttpSettings;
import dev.spotter.devserver.Observation;
import dev.spotter.devserver.Samples;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("The server of the emulated deployment")
class AwsAccessTest {
    private static final byte[] COFFEE = Samples.bytes("coffee.png");
    private static final ModelIdentity MODEL = new ModelIdentity("any", "1");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    @DisplayName("responds to /healthz without a token and without a function, and to nothing else")
    void health() throws Exception {
        HttpSettings http = HttpSettings.on("127.0.0.1", 0).withToken(Optional.of(AccessToken.random()));
        try (AwsServer server = start(http)) {
            HttpResponse<String> health = get(server.uri().resolve("/healthz"));
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(health.headers().firstValue("cache-control")).contains("no-store");
            for (String path : List.of("/api/healthz", "/healthz/", "/openapi.yaml", "/predict?filename=a")) {
                assertThat(get(server.uri().resolve(path)).statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
            for (TemplateFunction function : TemplateFunction.values()) {
                assertThat(server.services()
                                .lambda()
                                .counts(function.functionName())
                                .toString())
                        .as(function.functionName())
                        .isEqualTo(unused(server));
            }
        }
    }

    /** The counts of a function that nothing invokes here. */
    private static String unused(AwsServer server) {
        return server.services()
                .lambda()
                .counts(TemplateFunction.DELETE_IMAGE.functionName())
                .toString();
    }

    @Test
    @DisplayName("lets a page of an allowed host, with any port, send to presigned URLs, and no other page")
    void presignedUploads() throws Exception {
        HttpSettings http = HttpSettings.on("127.0.0.1", 0).withAllowedHosts(Set.of("photos.example"));
        try (AwsServer server = start(http)) {
            String own = server.uri().toString().replaceAll("/$", "");
            for (String origin :
                    List.of(own, "http://photos.example:" + server.uri().getPort(), "https://photos.example")) {
                HttpResponse<String> response = put(server, origin);
                assertThat(response.statusCode()).as(origin).isEqualTo(200);
                assertThat(response.headers().firstValue("access-control-allow-origin"))
                        .contains(origin);
            }
            for (String origin : List.of("https://evil.example", "https://photos.example.evil.example", "null")) {
                assertThat(put(server, origin).statusCode()).as(origin).isEqualTo(403);
            }
        }
    }

    private HttpResponse<String> put(AwsServer server, String origin) throws Exception {
        JsonNode signed = new ApiClient(server.uri())
                .uploadUrl("a.png", "image/png", COFFEE.length)
                .json();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(signed.get("url").asText()))
                .header("Origin", origin)
                // A refusal comes before the body is read, and would be lost if the body were still being sent.
                .expectContinue(true)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(COFFEE));
        signed.get("headers").properties().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("content-length"))
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static AwsServer start(HttpSettings http) {
        return AwsServer.start(
                AwsServerSettings.builder().http(http).build(), new OneLabel(), Observation.withoutLog());
    }

    private static final class OneLabel implements Classifier {
        @Override
        public Classification classify(ImageBytes image) {
            return Classification.ranked(List.of(new Label("any", 1)), MODEL, Duration.ZERO);
        }

        @Override
        public ModelIdentity model() {
            return MODEL;
        }

        @Override
        public void close() {}
    }
}
