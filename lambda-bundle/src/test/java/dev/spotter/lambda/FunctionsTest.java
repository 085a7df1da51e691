package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.aws.dynamodb.DynamoDbSettings;
import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.Fault;
import dev.spotter.emulator.ResponseFormat;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

@DisplayName("The functions, with emulated services")
class FunctionsTest {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final S3Settings IMAGES = S3Settings.of("images");
    private static final DynamoDbSettings PREDICTIONS = DynamoDbSettings.of("predictions");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static AwsEmulator aws;
    private static S3Client s3;
    private static S3Presigner presigner;
    private static RequestStreamHandler upload;
    private static RequestStreamHandler classify;
    private static RequestStreamHandler predict;
    private static RequestStreamHandler predictByIdOnly;
    private static RequestStreamHandler giveUp;
    private static RequestStreamHandler delete;

    @BeforeAll
    static void start() {
        aws = AwsEmulator.start();
        s3 = aws.newS3Client();
        DynamoDbClient dynamoDb = aws.newDynamoDbClient();
        SageMakerRuntimeClient sageMaker = aws.newSageMakerRuntimeClient();
        s3.createBucket(bucket -> bucket.bucket(IMAGES.bucket()));
        dynamoDb.createTable(PredictionTable.definition(PREDICTIONS.table()));
        presigner = aws.newS3Presigner();
        Map<String, String> environment = Map.of(
                "IMAGE_BUCKET",
                IMAGES.bucket(),
                "PREDICTION_TABLE",
                PREDICTIONS.table(),
                "SAGEMAKER_ENDPOINT",
                ResponseFormat.JUMPSTART.endpointName(),
                "FILENAME_LOOKUP",
                "on");
        upload = new PostImageS3(environment, s3, dynamoDb, presigner, FunctionLog.STANDARD_OUTPUT);
        classify = new ClassifyImageFunction(environment, s3, dynamoDb, sageMaker, FunctionLog.STANDARD_OUTPUT);
        predict = new GetPrediction(environment, dynamoDb, FunctionLog.STANDARD_OUTPUT);
        predictByIdOnly = new GetPrediction(
                Map.of("PREDICTION_TABLE", PREDICTIONS.table()), dynamoDb, FunctionLog.STANDARD_OUTPUT);
        delete = new DeleteImage(environment, s3, dynamoDb, FunctionLog.STANDARD_OUTPUT);
        giveUp = new FailedEvents(environment, s3, dynamoDb, FunctionLog.STANDARD_OUTPUT);
    }

    @AfterAll
    static void stop() {
        presigner.close();
        aws.close();
    }

    @Test
    @DisplayName("find no image by its file name, unless that is switched on")
    void guessedName() throws IOException {
        byte[] coffee = Files.readAllBytes(SAMPLES.resolve("coffee.png"));
        JsonNode taken = Events.send(upload, Events.httpApi("POST", "/api/upload", "filename=IMG_0001.png", coffee));
        String id = Events.body(taken).get("imageId").asText();
        JsonNode guess = Events.send(
                predictByIdOnly, Events.httpApi("GET", "/api/predict", "filename=IMG_0001.png", new byte[0]));
        assertThat(guess.get("statusCode").asInt()).isEqualTo(400);
        assertThat(guess.toString())
                .contains("lookup by filename is not available")
                .doesNotContain(id);
        JsonNode known =
                Events.send(predictByIdOnly, Events.httpApi("GET", "/api/predict", "imageId=" + id, new byte[0]));
        assertThat(known.get("statusCode").asInt()).isEqualTo(202);
    }

    @Tag("slow")
    @Test
    @DisplayName("accept a photo by an HTTP API and a REST API, classify it, and give its labels")
    void journey() throws IOException {
        byte[] coffee = Files.readAllBytes(SAMPLES.resolve("coffee.png"));
        JsonNode raw =
                Events.send(upload, Events.httpApi("POST", "/api/upload", "filename=a%20cup%20%E2%98%95.png", coffee));
        assertThat(raw.get("statusCode").asInt()).isEqualTo(201);
        String json = LambdaJson.MAPPER.writeValueAsString(
                Map.of("filename", "rest.png", "image", Base64.getEncoder().encodeToString(coffee)));
        JsonNode rest = Events.send(upload, Events.restApi("POST", "/upload", Map.of(), json));
        assertThat(rest.get("statusCode").asInt()).isEqualTo(201);

        String first = Events.body(raw).get("imageId").asText();
        String second = Events.body(rest).get("imageId").asText();
        assertThat(predicted("imageId=" + first).get("statusCode").asInt()).isEqualTo(202);
        Events.send(classify, Events.created("0A", "uploads/" + first, "uploads/" + second));
        JsonNode byName = predicted("filename=a+cup+%E2%98%95.png&top=2");
        assertThat(byName.get("statusCode").asInt()).isEqualTo(200);
        assertThat(Events.body(byName).get("label").asText()).isEqualTo("espresso");
        assertThat(Events.body(byName).get("labels")).hasSize(2);
        JsonNode byId = Events.send(predict, Events.restApi("GET", "/api/predict", Map.of("imageId", second), ""));
        assertThat(Events.body(byId).get("label").asText()).isEqualTo("espresso");
    }

    @Tag("slow")
    @Test
    @DisplayName("presign a URL for a photo of 20 MB, show it as PENDING after its event, and classify it")
    void largePhoto() throws Exception {
        byte[] photo = coffeeOf20Megabytes();
        JsonNode limits = Events.send(upload, Events.httpApi("GET", "/limits", "", new byte[0]));
        assertThat(Events.body(limits).get("maxBytes").asInt()).isEqualTo(4_500_000);
        JsonNode signed = Events.body(ask("large.bmp", photo.length));
        String id = signed.get("imageId").asText();
        assertThat(put(signed, Arrays.copyOf(photo, photo.length - 1))).isEqualTo(403);
        assertThat(put(signed, photo)).isEqualTo(200);
        assertThat(put(signed, photo)).isEqualTo(412);
        assertThat(predicted("imageId=" + id).get("statusCode").asInt()).isEqualTo(404);

        aws.faults().next("sagemaker:InvokeEndpoint", Fault.modelError(503, "busy"));
        assertThatExceptionOfType(ClassificationException.class)
                .isThrownBy(() -> Events.send(classify, Events.created("0F", "uploads/" + id)));
        aws.faults().clear();
        assertThat(predicted("imageId=" + id).get("statusCode").asInt()).isEqualTo(202);
        Events.send(classify, Events.created("0F", "uploads/" + id));
        JsonNode response = Events.body(predicted("filename=large.bmp"));
        assertThat(response.get("imageId").asText()).isEqualTo(id);
        assertThat(response.get("label").asText()).isEqualTo("espresso");
    }

    @Test
    @DisplayName("presign no URL for a format that is not read")
    void largePhotoRefused() throws IOException {
        JsonNode response = ask("large.bmp", 26_214_401);
        assertThat(response.get("statusCode").asInt()).isEqualTo(413);
        assertThat(Events.body(response).get("maxBytes").asInt()).isEqualTo(26_214_400);
    }

    private static JsonNode ask(String filename, int sizeBytes) throws IOException {
        String json =
                "{\"filename\":\"%s\",\"sizeBytes\":%d,\"contentType\":\"image/bmp\"}".formatted(filename, sizeBytes);
        return Events.send(upload, Events.httpApi("POST", "/api/upload-url", "", json.getBytes(UTF_8)));
    }

    private static int put(JsonNode signed, byte[] photo) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(signed.get("url").asText()))
                .method(signed.get("method").asText(), BodyPublishers.ofByteArray(photo));
        signed.get("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static byte[] coffeeOf20Megabytes() throws IOException {
        BufferedImage coffee = ImageIO.read(SAMPLES.resolve("coffee.png").toFile());
        BufferedImage large = new BufferedImage(3_200, 2_133, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = large.createGraphics();
        graphics.drawImage(coffee, 0, 0, large.getWidth(), large.getHeight(), Color.WHITE, null);
        graphics.dispose();
        ByteArrayOutputStream bmp = new ByteArrayOutputStream();
        assertThat(ImageIO.write(large, "bmp", bmp)).isTrue();
        assertThat(bmp.size()).isGreaterThan(20_000_000);
        return bmp.toByteArray();
    }

    @Test
    @DisplayName("classify an object that another tool put into the bucket, under its own name")
    void otherTools() throws IOException {
        String key = "uploads/2026/red flower + ä%.jpg";
        s3.putObject(put -> put.bucket(IMAGES.bucket()).key(key), RequestBody.fromFile(SAMPLES.resolve("rocket.jpg")));
        Events.send(classify, Events.created("0B", key));
        JsonNode response = predicted("filename=red%20flower%20%2B%20%C3%A4%25.jpg");
        assertThat(Events.body(response).get("label").asText()).isEqualTo("missile");
        assertThat(Events.body(response).get("imageId").asText())
                .isEqualTo(ImageKeys.UPLOADS.idOf(key).text());
    }

    @Test
    @DisplayName("throw a transient failure after all records were tried, and try only the failed ones when the event "
            + "comes again")
    void passingFailure() throws IOException {
        byte[] coffee = Files.readAllBytes(SAMPLES.resolve("formats/baseline.jpg"));
        String first = uploaded("first.jpg", coffee);
        String second = uploaded("second.jpg", coffee);
        aws.faults().next("sagemaker:InvokeEndpoint", Fault.modelError(503, "busy"));
        assertThatExceptionOfType(ClassificationException.class)
                .isThrownBy(() -> Events.send(classify, Events.created("0C", "uploads/" + first, "uploads/" + second)));
        aws.faults().clear();
        Events.send(classify, Events.created("0C", "uploads/" + first, "uploads/" + second));
        assertThat(Events.body(predicted("imageId=" + first)).get("status").asText())
                .isEqualTo("CLASSIFIED");
        assertThat(Events.body(predicted("imageId=" + second)).get("status").asText())
                .isEqualTo("CLASSIFIED");
    }

    @Test
    @DisplayName("delete an image with its token only, and no event that comes later brings it back")
    void deletion() throws IOException {
        byte[] coffee = Files.readAllBytes(SAMPLES.resolve("formats/baseline.jpg"));
        JsonNode image =
                Events.body(Events.send(upload, Events.httpApi("POST", "/upload", "filename=secret.jpg", coffee)));
        String id = image.get("imageId").asText();
        JsonNode event = Events.created("0A", "uploads/" + id);
        Events.send(classify, event);
        assertThat(deleted(id, "0".repeat(32)).get("statusCode").asInt()).isEqualTo(403);
        assertThat(predicted("imageId=" + id).get("statusCode").asInt()).isEqualTo(200);
        for (int i = 0; i < 2; i++) {
            JsonNode answer = deleted(id, image.get("deletionToken").asText());
            assertThat(answer.get("statusCode").asInt()).isEqualTo(204);
            assertThat(answer.path("body").asText()).isEmpty();
            assertGone(id);
        }
        Events.send(classify, event);
        Events.send(classify, Events.created("0B", "uploads/" + id));
        Events.send(giveUp, Events.failed(event));
        assertGone(id);
    }

    @Test
    @DisplayName("end a deletion that was interrupted between prediction and image when an event comes")
    void interruptedDeletion() throws IOException {
        byte[] coffee = Files.readAllBytes(SAMPLES.resolve("formats/baseline.jpg"));
        JsonNode image =
                Events.body(Events.send(upload, Events.httpApi("POST", "/upload", "filename=half.jpg", coffee)));
        String id = image.get("imageId").asText();
        aws.faults().next("s3:DeleteObject", 10, Fault.error(500, "InternalError", "no"));
        JsonNode failed = deleted(id, image.get("deletionToken").asText());
        aws.faults().clear();
        assertThat(failed.get("statusCode").asInt()).isEqualTo(503);
        assertThat(predicted("imageId=" + id).get("statusCode").asInt()).isEqualTo(404);
        Events.send(classify, Events.created("0A", "uploads/" + id));
        assertGone(id);
    }

    private static JsonNode deleted(String id, String token) throws IOException {
        ObjectNode event = Events.httpApi("DELETE", "/api/images/" + id, "", new byte[0]);
        event.withObject("headers").put("deletion-token", token);
        return Events.send(delete, event);
    }

    private static void assertGone(String id) throws IOException {
        assertThat(predicted("imageId=" + id).get("statusCode").asInt()).isEqualTo(404);
        assertThat(s3.listObjectsV2(list -> list.bucket(IMAGES.bucket()).prefix("uploads/" + id))
                        .contents())
                .isEmpty();
    }

    @Test
    @DisplayName("save a permanent failure as FAILED, and ignore test events, deleted objects and other prefixes")
    void finalAndEmpty() throws IOException {
        s3.putObject(put -> put.bucket(IMAGES.bucket()).key("uploads/notes.txt"), RequestBody.fromString("no image"));
        Events.send(classify, Events.created("0D", "uploads/notes.txt", "uploads/gone.jpg", "elsewhere/x.jpg"));
        JsonNode failed = Events.body(predicted("filename=notes.txt"));
        assertThat(failed.get("status").asText()).isEqualTo("FAILED");
        assertThat(failed.at("/error/code").asText()).isEqualTo("image-format-unsupported");
        assertThat(predicted("filename=gone.jpg").get("statusCode").asInt()).isEqualTo(404);
        Events.send(classify, Events.test());
    }

    @Test
    @DisplayName("save FAILED after the last attempt, and change no image that is classified or deleted")
    void endOfRetries() throws IOException {
        byte[] coffee = Files.readAllBytes(SAMPLES.resolve("formats/baseline.jpg"));
        String first = uploaded("third.jpg", coffee);
        String second = uploaded("fourth.jpg", coffee);
        s3.putObject(
                put -> put.bucket(IMAGES.bucket()).key("uploads/fifth.jpg"),
                RequestBody.fromFile(SAMPLES.resolve("rocket.jpg")));
        Events.send(classify, Events.created("0E", "uploads/" + first));
        JsonNode event =
                Events.created("0E", "uploads/" + first, "uploads/" + second, "uploads/fifth.jpg", "uploads/gone.jpg");
        Events.send(giveUp, Events.failed(event));
        Events.send(giveUp, Events.failed(event));
        assertThat(Events.body(predicted("imageId=" + first)).get("status").asText())
                .isEqualTo("CLASSIFIED");
        JsonNode failed = Events.body(predicted("imageId=" + second));
        assertThat(failed.get("status").asText()).isEqualTo("FAILED");
        assertThat(failed.at("/error/code").asText()).isEqualTo("classification-failed");
        assertThat(Events.body(predicted("filename=fifth.jpg")).get("status").asText())
                .isEqualTo("FAILED");
        assertThat(predicted("filename=gone.jpg").get("statusCode").asInt()).isEqualTo(404);
    }

    @Test
    @DisplayName("refuse a message that is not of a failed event, so that it comes to the queue's own dead letters")
    void strangeMessage() {
        ObjectNode event = Events.failed(JsonNodeFactory.instance.textNode("not an event"));
        assertThatIllegalArgumentException().isThrownBy(() -> Events.send(giveUp, event));
    }

    @Test
    @DisplayName("respond to bad requests with problems")
    void badRequests() throws IOException {
        assertThat(Events.send(upload, Events.httpApi("POST", "/api/upload", "", new byte[0]))
                        .get("statusCode")
                        .asInt())
                .isEqualTo(400);
        assertThat(Events.send(upload, Events.httpApi("GET", "/api/upload", "", new byte[0]))
                        .get("statusCode")
                        .asInt())
                .isEqualTo(405);
        JsonNode query = Events.send(predict, Events.httpApi("GET", "/api/predict", "imageId=%zz", new byte[0]));
        assertThat(query.get("statusCode").asInt()).isEqualTo(400);
        assertThat(query.at("/headers/Content-Type").asText()).isEqualTo("application/problem+json");
    }

    private static String uploaded(String name, byte[] image) throws IOException {
        JsonNode response = Events.send(upload, Events.httpApi("POST", "/upload", "filename=" + name, image));
        return Events.body(response).get("imageId").asText();
    }

    private static JsonNode predicted(String query) throws IOException {
        return Events.send(predict, Events.httpApi("GET", "/api/predict", query, new byte[0]));
    }
}
