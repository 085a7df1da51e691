package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.ResponseFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("The zip that is uploaded to Lambda")
class LambdaZipIT {
    private static final Path ZIP = UnpackedZip.ZIP;
    /** Lambda's limit on a zip that is uploaded directly, and on its content. */
    private static final long MAX_BYTES = 50_000_000;

    private static final long MAX_UNPACKED_BYTES = 250_000_000;

    private static final String NATIVE = "lib/onnxruntime/linux-(x64|aarch64)/libonnxruntime(4j_jni)?\\.so";

    @TempDir
    Path directory;

    @Test
    @DisplayName(
            "has a size that Lambda accepts, jars, the licence, a model, native libraries of Lambda's processors and "
                    + "nothing else, one HTTP client, and nothing that may not be passed on")
    void content() throws IOException {
        assertThat(ZIP).satisfies(zip -> assertThat(Files.size(zip)).isLessThan(MAX_BYTES));
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            long unpacked = zip.stream().mapToLong(ZipEntry::getSize).sum();
            System.out.printf("%s: %,d bytes, %,d unpacked%n", ZIP, Files.size(ZIP), unpacked);
            assertThat(unpacked).isLessThan(MAX_UNPACKED_BYTES);
            List<String> files = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
            assertThat(files)
                    .contains("LICENSE", "NOTICE")
                    .contains("lib/spotter-model/efficientnet-lite0.onnx", "lib/spotter-model/SHA256SUMS")
                    .allSatisfy(name -> assertThat(name)
                            .matches("lib/[^/]+\\.jar|lib/spotter-model/[^/]+|" + NATIVE + "|LICENSE|NOTICE"))
                    .noneSatisfy(name -> assertThat(name)
                            .containsAnyOf("netty", "apache-client", "emulator", "djl", "jna", "DynamoDBLocal"))
                    .anySatisfy(name -> assertThat(name).contains("url-connection-client"));
        }
    }

    @Test
    @DisplayName("has every handler that the template names")
    void handlers() throws IOException {
        UnpackedZip.in(directory);
        Path own = directory.resolve("lib").resolve(ownJar());
        try (ZipFile jar = new ZipFile(own.toFile())) {
            assertThat(Template.read().functions().keySet()).isNotEmpty().allSatisfy(handler -> assertThat(
                            jar.getEntry(handler.replace('.', '/') + ".class"))
                    .isNotNull());
        }
    }

    @Test
    @DisplayName("has all that the functions need, from an upload to its label")
    void complete() throws Exception {
        UnpackedZip.in(directory);
        try (AwsEmulator aws = AwsEmulator.start();
                S3Client s3 = aws.newS3Client();
                DynamoDbClient dynamoDb = aws.newDynamoDbClient()) {
            s3.createBucket(bucket -> bucket.bucket("images"));
            dynamoDb.createTable(PredictionTable.definition("predictions"));
            byte[] coffee = Files.readAllBytes(Path.of("..", "samples", "coffee.png"));
            JsonNode taken =
                    call(aws, PostImageS3.class, Events.httpApi("POST", "/api/upload", "filename=a.png", coffee));
            String id = Events.body(taken).get("imageId").asText();
            byte[] question = "{\"filename\":\"b.png\",\"sizeBytes\":1,\"contentType\":\"image/png\"}".getBytes(UTF_8);
            JsonNode signed = call(aws, PostImageS3.class, Events.httpApi("POST", "/api/upload-url", "", question));
            assertThat(Events.body(signed).get("url").asText()).startsWith(aws.s3() + "/images/uploads/");
            call(aws, ClassifyImageFunction.class, Events.created("0A", "uploads/" + id));
            JsonNode response =
                    call(aws, GetPrediction.class, Events.httpApi("GET", "/api/predict", "imageId=" + id, new byte[0]));
            assertThat(Events.body(response).get("label").asText()).isEqualTo("espresso");
            for (String odd : List.of("formats/cmyk.jpg", "formats/photo.webp", "cases/tiff-cmyk-16-bit.tif")) {
                s3.putObject(put -> put.bucket("images").key("uploads/" + odd), Path.of("..", "samples", odd));
                call(aws, ClassifyImageFunction.class, Events.created("0A", "uploads/" + odd));
                JsonNode converted = call(
                        aws,
                        GetPrediction.class,
                        Events.httpApi(
                                "GET",
                                "/api/predict",
                                "imageId=" + ImageKeys.UPLOADS.idOf("uploads/" + odd),
                                new byte[0]));
                assertThat(Events.body(converted).path("label").asText())
                        .as(odd)
                        .isEqualTo("espresso");
            }
        }
    }

    private JsonNode call(AwsEmulator aws, Class<?> handler, ObjectNode event) throws Exception {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("SAGEMAKER_ENDPOINT", ResponseFormat.JUMPSTART.endpointName());
        return new UnpackedZip(directory).call(environment, handler, event);
    }

    private String ownJar() throws IOException {
        try (Stream<Path> jars = Files.list(directory.resolve("lib"))) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith("spotter-lambda-bundle"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
