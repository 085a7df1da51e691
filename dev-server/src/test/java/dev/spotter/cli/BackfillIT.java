package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.Samples;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The command for images that failed")
class BackfillIT {
    private static final byte[] COFFEE = Samples.bytes("coffee.png");
    private static final int IMAGES = 30;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    @DisplayName("classifies all images that failed while the endpoint was down, once it is back")
    void afterAnOutage() throws Exception {
        try (SpotterProcess spotter = SpotterProcess.start(
                List.of(), "serve", "--aws", "--endpoint", "sagemaker", "--port", "0", "--time-scale", "0.001")) {
            ApiClient client = spotter.awaitClient();
            URI admin = spotter.awaitUrl();
            send(
                    admin.resolve("faults"),
                    "POST",
                    "{\"operation\":\"sagemaker:InvokeEndpoint\",\"rate\":1,"
                            + "\"error\":{\"status\":503,\"code\":\"ServiceUnavailable\"}}");
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < IMAGES; i++) {
                ids.add(client.upload("photo-" + i + ".png", COFFEE)
                        .json()
                        .get("imageId")
                        .asText());
            }
            for (String id : ids) {
                assertThat(client.outcome("imageId=" + id).at("/error/code").asText())
                        .isEqualTo("classification-failed");
            }
            send(admin.resolve("faults"), "DELETE", "");

            SpotterProcess.Ended backfill = backfill(admin, "--run", "--function", "ClassifyImageFunction");

            assertThat(backfill.err()).isEmpty();
            assertThat(backfill.out())
                    .isEqualToIgnoringNewLines("30 images: 30 classified, 0 failed, 0 not yet classified");
            assertThat(backfill.exitStatus()).isZero();
            for (String id : ids) {
                assertThat(client.outcome("imageId=" + id).path("label").asText())
                        .isEqualTo("espresso");
            }
            assertThat(backfill(admin).err()).contains("0 images");
        }
    }

    private static SpotterProcess.Ended backfill(URI admin, String... more) throws Exception {
        Map<String, String> environment =
                new ObjectMapper().readValue(send(admin.resolve("environment"), "GET", ""), new TypeReference<>() {});
        List<String> arguments = new ArrayList<>(List.of("backfill", "--bucket", "images"));
        arguments.addAll(List.of("--table", "predictions", "--failed", "classification-failed", "--since", "1h"));
        arguments.addAll(List.of(more));
        return SpotterProcess.run(new byte[0], List.of(), environment, arguments.toArray(String[]::new));
    }

    private static String send(URI page, String method, String body) throws Exception {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(page)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
