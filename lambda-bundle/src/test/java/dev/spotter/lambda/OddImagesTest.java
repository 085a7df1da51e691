package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.ResponseFormat;
import dev.spotter.onnxruntime.OnnxClassifier;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("An image in the bucket")
class OddImagesTest {
    private static final Path SAMPLES = Path.of("..", "samples");

    private static AwsEmulator aws;
    private static S3Client s3;
    private static ClassifyImageFunction classify;
    private static GetPrediction predict;
    private static OnnxClassifier local;

    @BeforeAll
    static void start() {
        aws = AwsEmulator.start();
        s3 = aws.newS3Client();
        DynamoDbClient dynamoDb = aws.newDynamoDbClient();
        s3.createBucket(bucket -> bucket.bucket("images"));
        dynamoDb.createTable(PredictionTable.definition("predictions"));
        Map<String, String> environment = Map.of(
                "IMAGE_BUCKET",
                "images",
                "PREDICTION_TABLE",
                "predictions",
                "SAGEMAKER_ENDPOINT",
                ResponseFormat.JUMPSTART.endpointName(),
                "FILENAME_LOOKUP",
                "on");
        classify = new ClassifyImageFunction(
                environment, s3, dynamoDb, aws.newSageMakerRuntimeClient(), FunctionLog.STANDARD_OUTPUT);
        predict = new GetPrediction(environment, dynamoDb, FunctionLog.STANDARD_OUTPUT);
        local = OnnxClassifier.open();
    }

    @AfterAll
    static void stop() {
        local.close();
        aws.close();
    }

    /** Names and bytes: the samples, the odd cases, damaged ones, and images that no endpoint is sent as they are. */
    static Map<String, byte[]> images() throws IOException {
        Map<String, byte[]> images = new TreeMap<>();
        for (String directory : new String[] {"formats", "cases"}) {
            try (Stream<Path> files = Files.list(SAMPLES.resolve(directory))) {
                for (Path file : files.filter(OddImagesTest::isImage).toList()) {
                    images.put(directory + "-" + file.getFileName(), Files.readAllBytes(file));
                }
            }
        }
        for (String name : new String[] {"baseline.jpg", "progressive.jpg", "alpha.png", "photo.webp", "photo.tiff"}) {
            byte[] whole = Files.readAllBytes(SAMPLES.resolve("formats").resolve(name));
            images.put("cut-" + name, Arrays.copyOf(whole, whole.length / 3));
        }
        byte[] coffee = Files.readAllBytes(SAMPLES.resolve("coffee.png"));
        images.put("cut-coffee.png", Arrays.copyOf(coffee, coffee.length / 3));
        images.put("large.bmp", enlarged(coffee, 3, "bmp"));
        images.put("large.png", enlarged(coffee, 14, "png"));
        images.put("words.txt", "no image".getBytes(UTF_8));
        return images;
    }

    static Stream<Map.Entry<String, byte[]>> each() throws IOException {
        return images().entrySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("each")
    @DisplayName("has the same label as a local one, or is refused with the same code")
    void same(Map.Entry<String, byte[]> image) throws IOException {
        String key = "uploads/" + image.getKey();
        s3.putObject(put -> put.bucket("images").key(key), RequestBody.fromBytes(image.getValue()));
        Events.send(classify, Events.created("0A", key));
        JsonNode response = Events.body(
                Events.send(predict, Events.httpApi("GET", "/api/predict", "filename=" + image.getKey(), new byte[0])));
        assertThat(outcome(response)).isEqualTo(localOutcome(image.getValue()));
    }

    private static boolean isImage(Path file) {
        return file.toString().matches(".*\\.(png|jpg|gif|bmp|webp|tiff?)");
    }

    private static String outcome(JsonNode response) {
        return response.get("status").asText().equals("FAILED")
                ? response.at("/error/code").asText()
                : response.get("label").asText();
    }

    private static String localOutcome(byte[] image) {
        try {
            return local.classify(ImageBytes.wrap(image)).best().name();
        } catch (SpotterException e) {
            return e.code().text();
        }
    }

    private static byte[] enlarged(byte[] png, int factor, String format) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        BufferedImage large =
                new BufferedImage(image.getWidth() * factor, image.getHeight() * factor, BufferedImage.TYPE_3BYTE_BGR);
        large.createGraphics().drawImage(image, 0, 0, large.getWidth(), large.getHeight(), null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(large, format, bytes);
        return bytes.toByteArray();
    }
}
