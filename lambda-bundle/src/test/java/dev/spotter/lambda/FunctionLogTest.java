package dev.spotter.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.aws.dynamodb.DynamoDbSettings;
import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.aws.sagemaker.SageMakerSettings;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.internal.MeterName;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.ResponseFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

@DisplayName("The log")
class FunctionLogTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private final FunctionLog log = new FunctionLog("F", Clock.fixed(NOW, ZoneOffset.UTC), lines::add);

    @Test
    @DisplayName("has a line of CloudWatch's embedded metrics for each piece of work, also if it fails")
    void line() throws IOException {
        LogLine line = log.line(null);
        line.count(MeterName.IMAGES);
        line.count(MeterName.IMAGES);
        assertThatIllegalStateException()
                .isThrownBy(() -> line.timed(MeterName.LOAD, () -> {
                    throw new IllegalStateException("busy");
                }));
        line.outcome("THROWN internal");
        line.write();
        JsonNode written = LambdaJson.MAPPER.readTree(lines.get(0));
        assertThat(written.get("images").asInt()).isEqualTo(2);
        assertThat(written.get("outcome").asText()).isEqualTo("THROWN internal");
        assertThat(written.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
        JsonNode directive = written.at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.get("Namespace").asText()).isEqualTo("Spotter");
        assertThat(directive.get("Dimensions").toString()).isEqualTo("[[\"function\"],[\"function\",\"outcome\"]]");
        assertThat(directive.get("Metrics").toString())
                .isEqualTo("[{\"Name\":\"images\",\"Unit\":\"Count\"},{\"Name\":\"loadMillis\","
                        + "\"Unit\":\"Milliseconds\"}]");
    }

    @Test
    @DisplayName("says of an image its id, its outcome and how long each step took, and not its name")
    void classification() throws Exception {
        try (AwsEmulator aws = AwsEmulator.start();
                S3Client s3 = aws.newS3Client();
                DynamoDbClient dynamoDb = aws.newDynamoDbClient();
                SageMakerRuntimeClient sageMaker = aws.newSageMakerRuntimeClient();
                S3Presigner presigner = Clients.presigner(Region.US_EAST_1).build()) {
            s3.createBucket(bucket -> bucket.bucket("images"));
            dynamoDb.createTable(PredictionTable.definition("predictions"));
            S3Settings images = S3Settings.of("images");
            DynamoDbSettings predictions = DynamoDbSettings.of("predictions");
            SageMakerSettings endpoint =
                    SageMakerSettings.of(ResponseFormat.JUMPSTART.endpointName(), new ModelIdentity("emulated", "1"));
            ClassifyImageFunction classify = new ClassifyImageFunction(
                    new ClassifySettings(
                            images, predictions, ImageLimits.DEFAULT, Optional.of(endpoint), Optional.empty()),
                    s3,
                    dynamoDb,
                    sageMaker,
                    log);
            s3.putObject(
                    put -> put.bucket("images").key("uploads/secret.jpg"),
                    RequestBody.fromFile(Path.of("..", "samples", "rocket.jpg")));
            s3.putObject(put -> put.bucket("images").key("uploads/secret.txt"), RequestBody.fromString("no image"));
            classify.handleRequest(
                    new ByteArrayInputStream(LambdaJson.MAPPER.writeValueAsBytes(
                            Events.created("0A", "uploads/secret.jpg", "uploads/secret.txt"))),
                    new ByteArrayOutputStream(),
                    null);
            assertThat(lines).hasSize(2).noneMatch(line -> line.contains("secret") || line.contains("missile"));
            JsonNode classified = LambdaJson.MAPPER.readTree(lines.get(0));
            assertThat(classified.get("imageId").asText())
                    .isEqualTo(images.keys().idOf("uploads/secret.jpg").text());
            assertThat(classified.get("outcome").asText()).isEqualTo("CLASSIFIED");
            assertThat(classified.fieldNames())
                    .toIterable()
                    .contains("findMillis", "loadMillis", "classifyMillis", "saveMillis", "totalMillis");
            assertThat(LambdaJson.MAPPER.readTree(lines.get(1)).get("outcome").asText())
                    .isEqualTo("FAILED image-format-unsupported");

            PostImageS3 upload = new PostImageS3(
                    new UploadSettings(
                            images, predictions, ImageLimits.DEFAULT, 1, Duration.ofMinutes(1), List.of("/api")),
                    s3,
                    dynamoDb,
                    presigner,
                    log);
            byte[] coffee = Files.readAllBytes(Path.of("..", "samples", "coffee.png"));
            upload.handleRequest(
                    new ByteArrayInputStream(LambdaJson.MAPPER.writeValueAsBytes(
                            Events.httpApi("POST", "/api/upload", "filename=secret.png", coffee))),
                    new ByteArrayOutputStream(),
                    null);
            assertThat(lines.get(2))
                    .contains("\"outcome\":\"201\"", "/predict?imageId=")
                    .doesNotContain("secret");
        }
    }
}
