package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.Samples;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.ResponseFormat;
import dev.spotter.pytorch.DjlClassifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("The server as it is in AWS, as it was built")
class AwsServerIT {
    private static final byte[] COFFEE = Samples.bytes("coffee.png");

    @TempDir
    private Path directory;

    @Test
    @DisplayName("keeps images and predictions in its directory, and after a kill classifies those without an outcome")
    void kept() throws Exception {
        String done;
        String waiting;
        try (SpotterProcess spotter = startWithEndpoint()) {
            URI url = spotter.awaitUrl();
            ApiClient client = spotter.client(url);
            done = upload(client, "done.png");
            assertThat(client.outcome("imageId=" + done).get("label").asText()).isEqualTo("espresso");
            assertThat(post(
                            spotter.awaitUrl().resolve("faults"),
                            "{\"operation\":\"sagemaker:InvokeEndpoint\","
                                    + "\"rate\":1,\"error\":{\"status\":503,\"code\":\"ServiceUnavailable\"}}"))
                    .isEqualTo(200);
            waiting = upload(client, "waiting.png");
            assertThat(client.get("/predict?imageId=" + waiting).status()).isEqualTo(202);
            spotter.kill();
        }
        try (SpotterProcess spotter = start(Map.of())) {
            ApiClient client = spotter.awaitClient();
            assertThat(client.get("/predict?imageId=" + done)
                            .json()
                            .get("status")
                            .asText())
                    .isEqualTo("CLASSIFIED");
            assertThat(client.outcome("imageId=" + waiting).get("label").asText())
                    .isEqualTo("espresso");
            assertThat(client.outcome("filename=waiting.png").get("imageId").asText())
                    .isEqualTo(waiting);
        }
    }

    @Test
    @DisplayName("does not start on a directory that another server has")
    void taken() throws Exception {
        try (SpotterProcess spotter = start(Map.of())) {
            assertThat(spotter.awaitUrl()).isNotNull();
            String data = directory.resolve("data").toString();
            SpotterProcess.Ended second = SpotterProcess.run("serve", "--aws", "--port", "0", "--data", data);
            assertThat(second.exitStatus()).isNotZero();
            assertThat(second.err()).contains(data + " is in use by another Spotter");
        }
    }

    @Test
    @DisplayName("uses the services that AWS_ENDPOINT_URL names, and finds what other tools put into their bucket")
    void reached() throws Exception {
        try (DjlClassifier network = DjlClassifier.open();
                AwsEmulator elsewhere =
                        AwsEmulator.builder().classifier(network).start();
                S3Client s3 = elsewhere.newS3Client();
                SpotterProcess spotter = start(environment(elsewhere))) {
            ApiClient client = spotter.awaitClient();
            assertThat(client.outcome("imageId=" + upload(client, "coffee.png"))
                            .get("label")
                            .asText())
                    .isEqualTo("espresso");
            s3.putObject(
                    put -> put.bucket("images").key("uploads/by hand/rocket.jpg"),
                    RequestBody.fromBytes(Samples.bytes("rocket.jpg")));
            assertThat(client.outcomeOfSigned("filename=rocket.jpg")
                            .get("label")
                            .asText())
                    .isEqualTo("missile");
        }
    }

    @Test
    @DisplayName("names the missing variables if the environment names services")
    void unreachable() throws Exception {
        SpotterProcess.Ended ended = SpotterProcess.run(
                new byte[0],
                List.of(),
                Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:9", "AWS_REGION", "us-east-1"),
                "serve",
                "--aws",
                "--fault",
                "s3:GetObject=503@1%");
        assertThat(ended.exitStatus()).isEqualTo(2);
        assertThat(ended.err()).contains("--fault").contains("AWS_ENDPOINT_URL");
    }

    @Test
    @DisplayName("uses services that have no endpoint, and classifies by itself")
    void reachedWithoutEndpoint() throws Exception {
        try (AwsEmulator elsewhere = AwsEmulator.start();
                SpotterProcess spotter = start(elsewhere.environment())) {
            ApiClient client = spotter.awaitClient();
            assertThat(client.outcome("imageId=" + upload(client, "coffee.png"))
                            .get("label")
                            .asText())
                    .isEqualTo("espresso");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--fault, sagemaker:InvokeEndpoint=503@10%, --fault sagemaker:… needs --endpoint sagemaker",
        "--endpoint, serverless, serverless"
    })
    @DisplayName("refuses a fault of an endpoint that is not called, and an unknown endpoint")
    void refused(String option, String value, String message) throws Exception {
        SpotterProcess.Ended ended = SpotterProcess.run("serve", "--aws", option, value);
        assertThat(ended.exitStatus()).isEqualTo(2);
        assertThat(ended.err()).contains(message);
    }

    private SpotterProcess start(Map<String, String> environment) throws Exception {
        return SpotterProcess.start(
                List.of(),
                environment,
                "serve",
                "--aws",
                "--port",
                "0",
                "--data",
                directory.resolve("data").toString());
    }

    private SpotterProcess startWithEndpoint() throws Exception {
        return SpotterProcess.start(
                List.of(),
                "serve",
                "--aws",
                "--endpoint",
                "sagemaker",
                "--port",
                "0",
                "--data",
                directory.resolve("data").toString());
    }

    private static Map<String, String> environment(AwsEmulator aws) {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("SAGEMAKER_ENDPOINT", ResponseFormat.JUMPSTART.endpointName());
        return environment;
    }

    private static String upload(ApiClient client, String name) throws Exception {
        ApiClient.Response response = client.upload(name, COFFEE);
        assertThat(response.status()).as(response.text()).isEqualTo(201);
        return response.json().get("imageId").asText();
    }

    private static int post(URI uri, String json) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .POST(BodyPublishers.ofString(json))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
