package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.lambda.FunctionSettings;
import dev.spotter.emulator.lambda.Invocation;
import dev.spotter.emulator.lambda.LambdaEmulator;
import dev.spotter.emulator.lambda.ProcessRuntime;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

@DisplayName("The classifying function without an endpoint, under AWS's runtime interface client")
class OwnClassifierStartIT {
    private static final String NAME = "ClassifyImageFunction";
    private static final int MEMORY_MEGABYTES = 1_769;
    private static final int WARM = 30;
    private static final Pattern CLASSIFY = Pattern.compile("\"classifyMillis\":(\\d+)");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    @TempDir
    private Path directory;

    @Test
    @DisplayName("classifies photos of two million pixels, and one of 24 MB, in less than half of its memory")
    void measured() throws Exception {
        assumeTrue(ProcessRuntime.isSupported(), "AWS's runtime interface client runs on Linux only");
        List<String> log = new CopyOnWriteArrayList<>();
        try (AwsEmulator aws = AwsEmulator.start();
                S3Client s3 = aws.newS3Client();
                DynamoDbClient dynamoDb = aws.newDynamoDbClient()) {
            dynamoDb.createTable(PredictionTable.definition("predictions"));
            s3.createBucket(bucket -> bucket.bucket("images"));
            put(s3, "photo.jpg", image(1_632, 1_224, "jpg"));
            put(s3, "large.bmp", image(3_400, 2_350, "bmp"));
            Map<String, String> environment = new HashMap<>(aws.environment());
            environment.putAll(Map.of("IMAGE_BUCKET", "images", "PREDICTION_TABLE", "predictions"));
            // The first start unpacks the zip, and writes an archive of classes when it ends.
            try (LambdaEmulator lambda = deployed(environment, log)) {
                classify(lambda, "photo.jpg", 0);
            }
            log.clear();
            try (LambdaEmulator lambda = deployed(environment, log)) {
                Duration cold = classify(lambda, "photo.jpg", 1);
                Duration coldProcessor = processorTime();
                for (int i = 0; i < WARM; i++) {
                    classify(lambda, "photo.jpg", 2 + i);
                }
                Duration warmProcessor = processorTime().minus(coldProcessor).dividedBy(WARM);
                long peakOfPhotos = peakMegabytes();
                classify(lambda, "large.bmp", 2 + WARM);
                System.out.printf(
                        "ClassifyImageFunction on Java %s, spawn to first outcome: %d ms, of the processor %d ms; "
                                + "warm, JPEG of 2 MP: %d ms to classify (median of %d), of the processor %d ms "
                                + "for the whole event; resident memory at most %d MB, with a BMP of 24 MB %d MB; "
                                + "%,d bytes of labels in a prediction%n",
                        Runtime.version().feature(),
                        cold.toMillis(),
                        coldProcessor.toMillis(),
                        medianToClassify(log),
                        WARM,
                        warmProcessor.toMillis(),
                        peakOfPhotos,
                        peakMegabytes(),
                        labelBytes(dynamoDb));
                assertThat(log)
                        .filteredOn(line -> line.contains("\"CLASSIFIED\""))
                        .hasSize(WARM + 2);
                assertThat(peakMegabytes()).isLessThan(MEMORY_MEGABYTES / 2);
            }
        }
    }

    private LambdaEmulator deployed(Map<String, String> environment, List<String> log) {
        LambdaEmulator lambda = new LambdaEmulator("us-east-1", "000000000000");
        lambda.deploy(
                FunctionSettings.of(NAME)
                        .withTimeout(Duration.ofSeconds(90))
                        .withMemoryMegabytes(MEMORY_MEGABYTES)
                        .withEnvironment(environment),
                ProcessRuntime.of(UnpackedZip.ZIP, ClassifyImageFunction.class.getName() + "::handleRequest")
                        .withDirectory(directory)
                        .withLog(log::add));
        return lambda;
    }

    /** @param sequence a later event of the same image */
    private static Duration classify(LambdaEmulator lambda, String image, int sequence) throws Exception {
        byte[] event = Events.created("%04X".formatted(sequence), "uploads/" + image)
                .toString()
                .getBytes(UTF_8);
        long start = System.nanoTime();
        Invocation invocation = lambda.invoke(NAME, event);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        assertThat(invocation.isSuccess()).as(invocation.toString()).isTrue();
        return time;
    }

    private static long medianToClassify(List<String> log) {
        List<Long> times = log.stream()
                .flatMap(line -> CLASSIFY.matcher(line).results())
                .map((MatchResult result) -> Long.valueOf(result.group(1)))
                .sorted()
                .toList();
        return times.get(times.size() / 2);
    }

    /** The JVM that was started last. */
    private static ProcessHandle function() {
        return ProcessHandle.current()
                .children()
                .max(comparing(child -> child.info().startInstant().orElse(Instant.MIN)))
                .orElseThrow();
    }

    private static Duration processorTime() {
        return function().info().totalCpuDuration().orElseThrow();
    }

    private static long peakMegabytes() throws Exception {
        String status =
                Files.readString(Path.of("/proc", Long.toString(function().pid()), "status"));
        return Long.parseLong(
                        PEAK.matcher(status).results().findFirst().orElseThrow().group(1))
                >> 10;
    }

    private static int labelBytes(DynamoDbClient dynamoDb) {
        Map<String, AttributeValue> item =
                dynamoDb.scan(scan -> scan.tableName("predictions")).items().get(0);
        return Objects.requireNonNull(item.get("labels")).b().asByteArray().length;
    }

    private static void put(S3Client s3, String name, byte[] image) {
        s3.putObject(put -> put.bucket("images").key("uploads/" + name), RequestBody.fromBytes(image));
    }

    /** A photo of a cup of coffee. */
    private static byte[] image(int width, int height, String format) throws Exception {
        BufferedImage coffee =
                ImageIO.read(Path.of("..", "samples", "coffee.png").toFile());
        BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(coffee, 0, 0, width, height, null);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(large, format, bytes);
        return bytes.toByteArray();
    }
}
