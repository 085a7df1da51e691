package dev.spotter.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.core.classification.Classifier;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.onnxruntime.OnnxClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@DisplayName("The functions, with another prefix than uploads/")
class ImagePrefixTest {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final String PREFIX = "photos/new/";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "IMAGE_BUCKET",
            "images",
            "IMAGE_PREFIX",
            PREFIX,
            "PREDICTION_TABLE",
            "predictions",
            "FILENAME_LOOKUP",
            "on");

    private static AwsEmulator aws;
    private static S3Client s3;
    private static S3Presigner presigner;
    private static Classifier classifier;
    private static PostImageS3 upload;
    private static ClassifyImageFunction classify;
    private static GetPrediction predict;
    private static DeleteImage delete;

    @BeforeAll
    static void start() {
        aws = AwsEmulator.start();
        s3 = aws.newS3Client();
        presigner = aws.newS3Presigner();
        classifier = OnnxClassifier.open();
        DynamoDbClient dynamoDb = aws.newDynamoDbClient();
        s3.createBucket(bucket -> bucket.bucket("images"));
        dynamoDb.createTable(PredictionTable.definition("predictions"));
        upload = new PostImageS3(ENVIRONMENT, s3, dynamoDb, presigner, FunctionLog.STANDARD_OUTPUT);
        classify = new ClassifyImageFunction(ENVIRONMENT, s3, dynamoDb, classifier, FunctionLog.STANDARD_OUTPUT);
        predict = new GetPrediction(ENVIRONMENT, dynamoDb, FunctionLog.STANDARD_OUTPUT);
        delete = new DeleteImage(ENVIRONMENT, s3, dynamoDb, FunctionLog.STANDARD_OUTPUT);
    }

    @AfterAll
    static void stop() {
        classifier.close();
        presigner.close();
        aws.close();
    }

    @Test
    @DisplayName("store, classify and delete an upload under it")
    void upload() throws IOException {
        byte[] coffee = Files.readAllBytes(SAMPLES.resolve("coffee.png"));
        JsonNode image =
                Events.body(Events.send(upload, Events.httpApi("POST", "/api/upload", "filename=cup.png", coffee)));
        String id = image.get("imageId").asText();
        assertThat(keys()).contains(PREFIX + id);
        Events.send(classify, Events.created("0A", PREFIX + id));
        assertThat(predicted("imageId=" + id).get("label").asText()).isEqualTo("espresso");
        ObjectNode deletion = Events.httpApi("DELETE", "/api/images/" + id, "", new byte[0]);
        deletion.withObject("headers")
                .put("deletion-token", image.get("deletionToken").asText());
        assertThat(Events.send(delete, deletion).get("statusCode").asInt()).isEqualTo(204);
        assertThat(keys()).doesNotContain(PREFIX + id);
    }

    @Test
    @DisplayName("classify what another tool put under it, and nothing under uploads/")
    void otherTools() throws IOException {
        for (String key : new String[] {PREFIX + "2026/rocket.jpg", "uploads/other.jpg"}) {
            s3.putObject(put -> put.bucket("images").key(key), RequestBody.fromFile(SAMPLES.resolve("rocket.jpg")));
            Events.send(classify, Events.created("0B", key));
        }
        assertThat(predicted("filename=rocket.jpg").get("label").asText()).isEqualTo("missile");
        assertThat(predicted("filename=other.jpg").get("status").asInt()).isEqualTo(404);
    }

    private static Iterable<String> keys() {
        return s3.listObjectsV2(list -> list.bucket("images")).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static JsonNode predicted(String query) throws IOException {
        return Events.body(Events.send(predict, Events.httpApi("GET", "/api/predict", query, new byte[0])));
    }
}
