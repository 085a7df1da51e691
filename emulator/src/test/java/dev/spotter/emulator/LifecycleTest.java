package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotter.emulator.lambda.FunctionSettings;
import dev.spotter.emulator.lambda.InProcessRuntime;
import dev.spotter.emulator.lambda.MessageQueue;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("An emulator")
class LifecycleTest {
    @TempDir
    private Path temporary;

    @Test
    @DisplayName("leaves no thread, port or file when it is closed")
    void close() throws Exception {
        Set<Thread> before = threads();
        Set<Path> files = files();
        AwsEmulator aws = AwsEmulator.start();
        List<URI> addresses = List.of(aws.s3(), aws.dynamoDb(), aws.sageMakerRuntime());
        aws.lambda().deploy(FunctionSettings.of("f"), InProcessRuntime.of((event, output, context) -> {}));
        aws.lambda().consume(new MessageQueue("work"), "f", 1);
        aws.s3Events().subscribe("images", "", event -> aws.lambda().send("f", event));
        try (S3Client s3 = aws.newS3Client();
                DynamoDbClient dynamoDb = aws.newDynamoDbClient()) {
            s3.createBucket(request -> request.bucket("images"));
            s3.putObject(request -> request.bucket("images").key("a"), RequestBody.fromString("any"));
            TestTables.create(dynamoDb, "images");
        }
        assertThat(aws.s3Events().awaitIdle(Duration.ofSeconds(20))).isTrue();
        assertThat(aws.lambda().awaitIdle(Duration.ofSeconds(20))).isTrue();
        assertThat(aws.lambda().counts("f").invocations()).isEqualTo(1);
        aws.close();
        aws.close();
        assertNoneLeft(before);
        for (URI address : addresses) {
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), address.getPort()).close())
                    .isInstanceOf(ConnectException.class);
        }
        assertThat(files()).isEqualTo(files);
    }

    @Tag("slow")
    @Test
    @DisplayName("starts in a new JVM within seconds")
    void start() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Start.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(jvm.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(jvm.waitFor()).as(said).isZero();
        // Newer JDKs warn of native code first.
        long millis = Long.parseLong(said.substring(said.lastIndexOf('\n') + 1));
        System.out.println("The emulator started in a new JVM in " + millis + " ms");
        // 5 s are promised; a machine that does much else may take longer.
        assertThat(millis).isLessThan(30_000);
    }

    /** Says how many milliseconds a start takes. */
    static final class Start {
        private Start() {}

        public static void main(String[] args) {
            long start = System.nanoTime();
            AwsEmulator aws = AwsEmulator.start();
            System.out.println((System.nanoTime() - start) / 1_000_000);
            aws.close();
        }
    }

    @Test
    @DisplayName("listens on the loopback address only")
    void loopback() throws Exception {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        try (AwsEmulator aws = AwsEmulator.start()) {
            for (InetAddress other : others) {
                assertThatThrownBy(() -> new Socket(other, aws.s3().getPort()).close())
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    @DisplayName("finds objects, their metadata and items in its directory again")
    void directory() {
        Path directory = temporary.resolve("a b/state");
        try (AwsEmulator aws = AwsEmulator.builder().directory(directory).start();
                S3Client s3 = aws.newS3Client();
                DynamoDbClient dynamoDb = aws.newDynamoDbClient()) {
            s3.createBucket(request -> request.bucket("images"));
            s3.putObject(
                    request -> request.bucket("images")
                            .key("uploads/1")
                            .contentType("image/png")
                            .metadata(Map.of("filename", "caf%C3%A9.png")),
                    RequestBody.fromString("image"));
            TestTables.create(dynamoDb, "images");
            dynamoDb.putItem(request -> request.tableName("images").item(Map.of("imageId", AttributeValue.fromS("1"))));
        }
        try (AwsEmulator aws = AwsEmulator.builder().directory(directory).start();
                S3Client s3 = aws.newS3Client();
                DynamoDbClient dynamoDb = aws.newDynamoDbClient()) {
            var object = s3.getObjectAsBytes(request -> request.bucket("images").key("uploads/1"));
            assertThat(object.asUtf8String()).isEqualTo("image");
            assertThat(object.response().contentType()).isEqualTo("image/png");
            assertThat(object.response().metadata()).containsEntry("filename", "caf%C3%A9.png");
            assertThat(dynamoDb.getItem(request ->
                                    request.tableName("images").key(Map.of("imageId", AttributeValue.fromS("1"))))
                            .hasItem())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("refuses a directory that is a file, and leaves no thread then either")
    void unusableDirectory() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        Set<Thread> before = threads();
        assertThatThrownBy(() -> AwsEmulator.builder().directory(file).start())
                .hasStackTraceContaining(file.toString());
        assertNoneLeft(before);
    }

    @Test
    @DisplayName("gives the environment variables that every SDK reads")
    void environment() {
        try (AwsEmulator aws = AwsEmulator.start()) {
            assertThat(aws.environment())
                    .containsEntry("AWS_ENDPOINT_URL_S3", aws.s3().toString())
                    .containsEntry("AWS_ENDPOINT_URL_DYNAMODB", aws.dynamoDb().toString())
                    .containsEntry(
                            "AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME",
                            aws.sageMakerRuntime().toString())
                    .containsEntry(
                            "AWS_ENDPOINT_URL_LAMBDA", aws.lambdaEndpoint().toString())
                    .containsEntry("AWS_ACCESS_KEY_ID", aws.accessKeyId())
                    .containsEntry("AWS_SECRET_ACCESS_KEY", aws.secretAccessKey())
                    .containsEntry("AWS_REGION", aws.region());
        }
    }

    /** Threads that were told to end may take a moment for it. */
    private static void assertNoneLeft(Set<Thread> before) throws InterruptedException {
        for (Thread thread : threads()) {
            if (!before.contains(thread)) {
                thread.join(Duration.ofSeconds(5).toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() || thread.getName().startsWith("aws-emulator"))
                .collect(Collectors.toSet());
    }

    /** The working directory's, where DynamoDB Local's own server leaves its telemetry's settings. */
    private static Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.collect(Collectors.toSet());
        }
    }
}
