package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.emulator.junit.AwsEmulatorExtension;
import dev.spotter.emulator.junit.Bucket;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

@DisplayName("The emulator's S3")
@ExtendWith(AwsEmulatorExtension.class)
class S3Test {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    @DisplayName("keeps an object with its type, metadata and checksum")
    void object(S3Client s3, @Bucket String bucket) {
        s3.putObject(
                request -> request.bucket(bucket)
                        .key("uploads/1")
                        .contentType("image/png")
                        .metadata(Map.of("filename", "a%20b.png")),
                RequestBody.fromString("image"));
        var read = s3.getObjectAsBytes(request -> request.bucket(bucket).key("uploads/1"));
        assertThat(read.asUtf8String()).isEqualTo("image");
        assertThat(read.response().contentType()).isEqualTo("image/png");
        assertThat(read.response().metadata()).containsEntry("filename", "a%20b.png");
        assertThat(s3.headObject(request -> request.bucket(bucket).key("uploads/1"))
                        .contentLength())
                .isEqualTo(5);
    }

    @Tag("slow")
    @Test
    @DisplayName("stores 32 MiB unchanged")
    void large(S3Client s3, @Bucket String bucket) {
        byte[] bytes = new byte[32 << 20];
        new Random(1).nextBytes(bytes);
        s3.putObject(request -> request.bucket(bucket).key("large"), RequestBody.fromBytes(bytes));
        assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key("large"))
                        .asByteArray())
                .isEqualTo(bytes);
    }

    @Test
    @DisplayName("joins the parts of an upload")
    void parts(S3Client s3, @Bucket String bucket) {
        String upload = s3.createMultipartUpload(
                        request -> request.bucket(bucket).key("parts"))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            int part = number;
            String tag = s3.uploadPart(
                            request -> request.bucket(bucket)
                                    .key("parts")
                                    .uploadId(upload)
                                    .partNumber(part),
                            RequestBody.fromBytes(new byte[5 << 20]))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(part).eTag(tag).build());
        }
        s3.completeMultipartUpload(request ->
                request.bucket(bucket).key("parts").uploadId(upload).multipartUpload(all -> all.parts(parts)));
        assertThat(s3.headObject(request -> request.bucket(bucket).key("parts")).contentLength())
                .isEqualTo(10 << 20);
    }

    @Test
    @DisplayName("lets one of many conditional writes of a new object succeed")
    void ifNoneMatch(S3Client s3, @Bucket String bucket) throws InterruptedException, ExecutionException {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> writes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String content = "writer " + i;
                writes.add(() -> putNew(s3, bucket, content));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> write : writers.invokeAll(writes)) {
                statuses.add(write.get());
            }
            assertThat(statuses).containsOnlyOnce(200);
            assertThat(statuses).allMatch(status -> status == 200 || status == 412 || status == 409);
        } finally {
            writers.shutdown();
        }
        assertThat(putNew(s3, bucket, "late")).isEqualTo(412);
    }

    @Tag("slow")
    @Test
    @DisplayName("takes 500 random keys of any script and gives them back the same, also in its listing")
    void keys(S3Client s3, @Bucket String bucket) {
        Random random = new Random(42);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String key = i + "-" + randomName(random);
            keys.add(key);
            s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(key));
        }
        for (String key : keys) {
            assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                            .asUtf8String())
                    .isEqualTo(key);
        }
        assertThat(s3.listObjectsV2Paginator(request -> request.bucket(bucket).maxKeys(100))
                        .contents())
                .extracting(S3Object::key)
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "/a", "a/./b", "../a", "a/.."})
    @DisplayName("refuses keys that it could keep under another name only")
    void unkeptKeys(String key, S3Client s3, @Bucket String bucket) {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(
                        () -> s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("any")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(501))
                .withMessageContaining("empty segments");
    }

    @Test
    @DisplayName("differs from S3: a key cannot be another one's directory, tags and checksums are not kept")
    void differences(S3Client s3, @Bucket String bucket) {
        s3.putObject(request -> request.bucket(bucket).key("a"), RequestBody.fromString("any"));
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(
                        () -> s3.putObject(request -> request.bucket(bucket).key("a/b"), RequestBody.fromString("any")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500));
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() ->
                        s3.getObjectTagging(request -> request.bucket(bucket).key("a")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(501));
        assertThat(s3.getObjectAsBytes(
                                request -> request.bucket(bucket).key("a").checksumMode(ChecksumMode.ENABLED))
                        .response()
                        .checksumCRC32())
                .isNull();
    }

    @Test
    @DisplayName("has no object under an unused key")
    void absent(S3Client s3, @Bucket String bucket) {
        assertThatExceptionOfType(NoSuchKeyException.class)
                .isThrownBy(() -> s3.getObject(request -> request.bucket(bucket).key("none")));
    }

    @Test
    @DisplayName("refuses bytes that do not have the checksum that was sent with them")
    void checksum(S3Client s3, @Bucket String bucket) {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.putObject(
                        request -> request.bucket(bucket).key("wrong").checksumSHA256("A".repeat(43) + "="),
                        RequestBody.fromString("image")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
        assertThat(s3.listObjectsV2(request -> request.bucket(bucket)).contents())
                .isEmpty();
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {3, 32 << 20})
    @DisplayName("refuses a wrong secret, also of a large upload")
    void wrongSecret(int bytes, AwsEmulator aws, @Bucket String bucket) {
        try (S3Client stranger = client(aws, aws.region(), "guessed")) {
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> stranger.putObject(
                            request -> request.bucket(bucket).key("any"), RequestBody.fromBytes(new byte[bytes])))
                    .satisfies(e -> assertThat(e.statusCode()).isEqualTo(403))
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch"));
        }
    }

    @Test
    @DisplayName("refuses a signature for another region, and none")
    void wrongRegion(AwsEmulator aws, @Bucket String bucket) throws Exception {
        try (S3Client stranger = client(aws, "eu-central-1", aws.secretAccessKey())) {
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() ->
                            stranger.getObject(request -> request.bucket(bucket).key("any")))
                    .withMessageContaining("the region 'eu-central-1' is wrong; expecting 'us-east-1'")
                    .satisfies(
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AuthorizationHeaderMalformed"));
        }
        HttpRequest unsigned =
                HttpRequest.newBuilder(aws.s3().resolve("/" + bucket + "/any")).build();
        assertThat(HTTP.send(unsigned, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(403);
    }

    private static S3Client client(AwsEmulator aws, String region, String secret) {
        return S3Client.builder()
                .endpointOverride(aws.s3())
                .region(Region.of(region))
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(credentials(aws.accessKeyId(), secret))
                .build();
    }

    @Test
    @DisplayName("holds a presigned upload to its size and type")
    void presigned(AwsEmulator aws, S3Client s3, @Bucket String bucket) throws Exception {
        try (S3Presigner presigner = aws.newS3Presigner()) {
            PresignedPutObjectRequest url =
                    presigner.presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(put -> put.bucket(bucket)
                                    .key("upload")
                                    .contentType("image/png")
                                    .contentLength(5L)));
            assertThat(url.httpRequest().method()).isEqualTo(SdkHttpMethod.PUT);
            assertThat(send(url, "image/png", "too large")).isEqualTo(403);
            assertThat(send(url, "image/gif", "image")).isEqualTo(403);
            assertThat(s3.listObjectsV2(request -> request.bucket(bucket)).contents())
                    .isEmpty();
            assertThat(send(url, "image/png", "image")).isEqualTo(200);
            assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key("upload"))
                            .asUtf8String())
                    .isEqualTo("image");
        }
    }

    private static int send(PresignedPutObjectRequest url, String type, String body)
            throws IOException, InterruptedException, URISyntaxException {
        HttpRequest request = HttpRequest.newBuilder(url.url().toURI())
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", type)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static int putNew(S3Client s3, String bucket, String content) {
        try {
            return s3.putObject(
                            request -> request.bucket(bucket).key("new").ifNoneMatch("*"),
                            RequestBody.fromString(content))
                    .sdkHttpResponse()
                    .statusCode();
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    /** Up to 20 characters of any script, and all of ASCII's but control characters and the slash. */
    private static String randomName(Random random) {
        String name = random.ints(1 + random.nextInt(20), 0x20, 0x2FFFF)
                .map(c -> random.nextBoolean() ? 0x20 + c % 0x5F : c)
                .filter(c -> c != '/' && Character.isDefined(c) && !Character.isISOControl(c))
                .filter(c -> Character.getType(c) != Character.SURROGATE && (c & 0xFFFE) != 0xFFFE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(name.getBytes(UTF_8).length).isLessThanOrEqualTo(80);
        return name;
    }

    private static StaticCredentialsProvider credentials(String id, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }
}
