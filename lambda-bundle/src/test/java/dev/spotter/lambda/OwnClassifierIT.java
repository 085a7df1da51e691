package dev.spotter.lambda;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.core.classification.Label;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.Fault;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.LambdaModel;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.onnxruntime.OnnxClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("The classifying function without an endpoint, from the zip")
class OwnClassifierIT {
    private static final double TOLERANCE = 1e-4;
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final List<String> IMAGES = List.of(
            "coffee.png",
            "rocket.jpg",
            "formats/cmyk.jpg",
            "formats/photo.webp",
            "formats/grey16.png",
            "cases/tiff-cmyk-16-bit.tif");

    @TempDir
    private static Path directory;

    private static UnpackedZip zip;
    private static AwsEmulator aws;
    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void start() throws IOException {
        zip = UnpackedZip.in(directory.resolve("task"));
        aws = AwsEmulator.start();
        dynamoDb = aws.newDynamoDbClient();
        dynamoDb.createTable(PredictionTable.definition("predictions"));
        try (S3Client s3 = aws.newS3Client()) {
            s3.createBucket(bucket -> bucket.bucket("images"));
            IMAGES.forEach(
                    image -> s3.putObject(put -> put.bucket("images").key("uploads/" + image), SAMPLES.resolve(image)));
        }
        aws.faults().rate("sagemaker:InvokeEndpoint", 1, Fault.error(500, "InternalFailure", "not to be called"));
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    @DisplayName(
            "gives the labels and scores of the classifier in this process, and writes nothing where it was unpacked")
    void labels() throws Exception {
        Map<Path, Long> before = files();
        String[] keys = IMAGES.stream().map(image -> "uploads/" + image).toArray(String[]::new);
        zip.call(aws.environment(), ClassifyImageFunction.class, Events.created("0A", keys));
        assertThat(files()).isEqualTo(before);
        try (OnnxClassifier classifier = OnnxClassifier.open()) {
            for (String image : IMAGES) {
                Map<String, Double> expected = classifier.classify(SAMPLES.resolve(image)).labels().stream()
                        .collect(toMap(Label::name, Label::score, Math::max));
                JsonNode prediction = prediction("uploads/" + image);
                assertThat(prediction.path("model").path("name").asText())
                        .as(image + prediction)
                        .isEqualTo(classifier.model().name());
                Map<String, Double> scores = new HashMap<>();
                prediction
                        .path("labels")
                        .forEach(label -> scores.merge(
                                label.get("label").asText(), label.get("score").asDouble(), Math::max));
                assertThat(scores).hasSameSizeAs(expected);
                scores.forEach((label, score) ->
                        assertThat(score).as(image + ": " + label).isCloseTo(expected.get(label), within(TOLERANCE)));
            }
        }
    }

    private static JsonNode prediction(String key) throws IOException {
        String query = "top=1000&imageId=" + ImageKeys.UPLOADS.idOf(key);
        GetPrediction predict =
                new GetPrediction(Map.of("PREDICTION_TABLE", "predictions"), dynamoDb, FunctionLog.STANDARD_OUTPUT);
        return Events.body(Events.send(predict, Events.httpApi("GET", "/api/predict", query, new byte[0])));
    }

    @Test
    @DisplayName("has at a snapshot no thread of ONNX Runtime, and its libraries from the zip and from nowhere else")
    void snapshot() throws Exception {
        UnpackedZip.Ended probe = zip.run(aws.environment(), "", SnapshotProbe.class);
        assertThat(probe.exitStatus()).as(probe.err()).isZero();
        assertThat(probe.err()).doesNotContain("priming failed");
        assertThat(probe.out()).contains("threads of libraries: 0");
        assertThat(probe.out().lines())
                .filteredOn(line -> line.contains("onnxruntime"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(zip.lib().resolve("onnxruntime") + "/"));
    }

    @Test
    @DisplayName("runs the model of a layer; one that is damaged, changed or missing ends the start with its name")
    void layer() throws Exception {
        Path model = new LambdaModel(ModelCatalog.bundled(), SpotterHome.from(System.getenv()))
                .directory(ClassifierSettings.DEFAULT_MODEL, directory.resolve("layer"));
        assertThat(start(model).exitStatus()).isZero();
        Path labels = model.resolve("synset.txt");
        Files.writeString(labels, Files.readString(labels).replace("espresso", "espressi"));
        assertThat(start(model).err()).contains(labels + " is damaged: its SHA-256 is");
        Files.delete(labels);
        assertThat(start(model).err()).contains(labels + " is missing");
        Files.delete(model.resolve("SHA256SUMS"));
        assertThat(start(model).err()).contains("SHA256SUMS is missing");
        Path nowhere = directory.resolve("nowhere");
        assertThat(start(nowhere).err()).contains("there is no model in " + nowhere);
    }

    private static UnpackedZip.Ended start(Path model) throws Exception {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("MODEL_DIRECTORY", model.toString());
        return zip.run(environment, "", SnapshotProbe.class);
    }

    private static Map<Path, Long> files() throws IOException {
        try (Stream<Path> all = Files.walk(zip.root())) {
            return all.collect(toMap(file -> file, file -> file.toFile().lastModified()));
        }
    }
}
