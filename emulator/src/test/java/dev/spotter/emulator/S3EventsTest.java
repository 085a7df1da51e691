package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.emulator.junit.AwsEmulatorExtension;
import dev.spotter.emulator.junit.Bucket;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@DisplayName("S3's events")
class S3EventsTest {
    @RegisterExtension
    static final AwsEmulatorExtension AWS = AwsEmulatorExtension.starting(AwsEmulator::start);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final RequestBody CONTENT = RequestBody.fromString("content");

    @Test
    @DisplayName("describe a stored object as S3 does")
    void put(AwsEmulator aws, S3Client s3, @Bucket String bucket) throws Exception {
        Seen seen = Seen.of(aws, bucket, "");
        String eTag = s3.putObject(put -> put.bucket(bucket).key("a/red flower.jpg"), CONTENT)
                .eTag();
        JsonNode event = seen.only();
        assertThat(event.path("eventVersion").asText()).isEqualTo("2.1");
        assertThat(event.path("eventSource").asText()).isEqualTo("aws:s3");
        assertThat(event.path("awsRegion").asText()).isEqualTo(aws.region());
        assertThat(event.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
        assertThat(Instant.parse(event.path("eventTime").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(event.path("eventTime").asText()).hasSize("1970-01-01T00:00:00.000Z".length());
        assertThat(event.at("/userIdentity/principalId").asText()).isNotEmpty();
        assertThat(event.at("/requestParameters/sourceIPAddress").asText()).isEqualTo("127.0.0.1");
        assertThat(event.at("/responseElements/x-amz-request-id").asText()).isNotEmpty();
        assertThat(event.at("/s3/s3SchemaVersion").asText()).isEqualTo("1.0");
        assertThat(event.at("/s3/bucket/name").asText()).isEqualTo(bucket);
        assertThat(event.at("/s3/bucket/arn").asText()).isEqualTo("arn:aws:s3:::" + bucket);
        assertThat(event.at("/s3/object/key").asText()).isEqualTo("a/red+flower.jpg");
        assertThat(event.at("/s3/object/size").asLong()).isEqualTo("content".length());
        assertThat("\"" + event.at("/s3/object/eTag").asText() + "\"").isEqualTo(eTag);
        assertThat(event.at("/s3/object/sequencer").asText()).matches("[0-9A-F]{18}");
    }

    @ParameterizedTest
    @DisplayName("have the key form-encoded")
    @ValueSource(
            strings = {
                "a b.jpg",
                "1+1=2.png",
                "Käse/Größe é.jpg",
                "a%20b",
                "100%",
                "q?x=1&y=2#z",
                "日本/語;v=1.png",
                "~'()!*"
            })
    void keys(String key, AwsEmulator aws, S3Client s3, @Bucket String bucket) throws Exception {
        Seen seen = Seen.of(aws, bucket, "");
        s3.putObject(put -> put.bucket(bucket).key(key), CONTENT);
        String encoded = seen.only().at("/s3/object/key").asText();
        assertThat(encoded).matches("[A-Za-z0-9%+/._*-]+");
        assertThat(URLDecoder.decode(encoded, UTF_8)).isEqualTo(key);
    }

    @Tag("slow")
    @Test
    @DisplayName("name copies and multipart uploads as S3 does, once")
    void copies(AwsEmulator aws, S3Client s3, @Bucket String bucket) throws Exception {
        s3.putObject(put -> put.bucket(bucket).key("from"), CONTENT);
        Seen seen = Seen.of(aws, bucket, "to/");
        String copied = s3.copyObject(copy -> copy.sourceBucket(bucket)
                        .sourceKey("from")
                        .destinationBucket(bucket)
                        .destinationKey("to/copy"))
                .copyObjectResult()
                .eTag();
        String uploaded = multipart(s3, bucket, "to/parts");
        List<JsonNode> events = seen.all();
        assertThat(events)
                .extracting(event -> event.path("eventName").asText())
                .containsExactly("ObjectCreated:Copy", "ObjectCreated:CompleteMultipartUpload");
        assertThat(events)
                .extracting(event -> "\"" + event.at("/s3/object/eTag").asText() + "\"")
                .containsExactly(copied, uploaded);
        assertThat(events.get(1).at("/s3/object/size").asLong()).isEqualTo((5 << 20) + 3);
    }

    @Test
    @DisplayName("are sent for an upload to a presigned URL")
    void presigned(AwsEmulator aws, @Bucket String bucket) throws Exception {
        Seen seen = Seen.of(aws, bucket, "");
        try (S3Presigner presigner = aws.newS3Presigner()) {
            var url = presigner.presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(1))
                    .putObjectRequest(put -> put.bucket(bucket).key("by url")));
            HttpRequest request = HttpRequest.newBuilder(url.url().toURI())
                    .PUT(HttpRequest.BodyPublishers.ofString("content"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(seen.only().at("/s3/object/key").asText()).isEqualTo("by+url");
    }

    @Test
    @DisplayName("are sent only for the bucket and the prefix, and not for reads, deletions and failed writes")
    void only(AwsEmulator aws, S3Client s3, @Bucket String bucket) throws Exception {
        Seen seen = Seen.of(aws, bucket, "uploads/");
        String other = bucket + "-other";
        s3.createBucket(create -> create.bucket(other));
        s3.putObject(put -> put.bucket(other).key("uploads/1"), CONTENT);
        s3.putObject(put -> put.bucket(bucket).key("upload"), CONTENT);
        s3.putObject(put -> put.bucket(bucket).key("uploads/1"), CONTENT);
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() ->
                        s3.putObject(put -> put.bucket(bucket).key("uploads/1").ifNoneMatch("*"), CONTENT));
        s3.getObjectAsBytes(get -> get.bucket(bucket).key("uploads/1"));
        s3.deleteObject(delete -> delete.bucket(bucket).key("uploads/1"));
        assertThat(seen.only().at("/s3/object/key").asText()).isEqualTo("uploads/1");
    }

    @Tag("slow")
    @Test
    @DisplayName("are sent also if the response to the write is lost")
    void cutOff(AwsEmulator aws, S3Client s3, @Bucket String bucket) throws Exception {
        Seen seen = Seen.of(aws, bucket, "");
        aws.faults().next("s3:PutObject", Fault.cutOff());
        s3.putObject(put -> put.bucket(bucket).key("a"), CONTENT);
        assertThat(seen.all()).as("the write, and its retry").hasSize(2);
    }

    @Test
    @DisplayName("have a sequencer that is greater the later the write, by which the last of one key is known")
    void sequencer(AwsEmulator aws, S3Client s3, @Bucket String bucket) throws Exception {
        Seen seen = Seen.of(aws, bucket, "");
        IntStream.range(0, 24)
                .parallel()
                .forEach(i -> s3.putObject(put -> put.bucket(bucket).key("same"), RequestBody.fromString("v" + i)));
        List<JsonNode> events = seen.all();
        List<String> order = events.stream()
                .map(event -> event.at("/s3/object/sequencer").asText())
                .toList();
        assertThat(order).hasSize(24).isSorted().doesNotHaveDuplicates();
        String last = s3.headObject(head -> head.bucket(bucket).key("same")).eTag();
        assertThat("\"" + events.get(23).at("/s3/object/eTag").asText() + "\"").isEqualTo(last);
    }

    @Tag("slow")
    @Test
    @DisplayName("are repeated, shuffled and delayed on demand")
    void faults(AwsEmulator aws, S3Client s3, @Bucket String bucket) throws Exception {
        Seen seen = Seen.of(aws, bucket, "");
        Duration delay = Duration.ofMillis(200);
        aws.s3Events().faults(EventFaults.NONE.withCopies(3).shuffled().withDelay(delay));
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            String key = "%02d".formatted(i);
            s3.putObject(put -> put.bucket(bucket).key(key), CONTENT);
        }
        List<String> keys = seen.all().stream()
                .map(event -> event.at("/s3/object/key").asText())
                .toList();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(delay);
        assertThat(keys).hasSize(60);
        assertThat(Set.copyOf(keys)).hasSize(20).allSatisfy(key -> assertThat(Collections.frequency(keys, key))
                .isEqualTo(3));
        assertThat(keys).isNotEqualTo(keys.stream().sorted().toList());
    }

    @Test
    @DisplayName("are sent again to a target that threw")
    void again(AwsEmulator aws, S3Client s3, @Bucket String bucket) throws Exception {
        Set<String> refused = ConcurrentHashMap.newKeySet();
        List<byte[]> taken = new CopyOnWriteArrayList<>();
        aws.s3Events().subscribe(bucket, "", event -> {
            if (refused.add(new String(event, UTF_8))) {
                throw new IllegalStateException("not now");
            }
            taken.add(event);
        });
        s3.putObject(put -> put.bucket(bucket).key("a"), CONTENT);
        assertThat(aws.s3Events().awaitIdle(SOON)).isTrue();
        assertThat(taken).hasSize(1);
    }

    @Test
    @DisplayName("that were not delivered when the emulator closes are counted")
    void close() throws Exception {
        AwsEmulator aws = AwsEmulator.start();
        CountDownLatch isThere = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (S3Client s3 = aws.newS3Client()) {
            s3.createBucket(bucket -> bucket.bucket("images"));
            aws.s3Events().subscribe("images", "", event -> {
                isThere.countDown();
                await(never);
            });
            s3.putObject(put -> put.bucket("images").key("1"), CONTENT);
            s3.putObject(put -> put.bucket("images").key("2"), CONTENT);
            isThere.await();
            assertThat(aws.s3Events().awaitIdle(Duration.ZERO)).isFalse();
        }
        aws.close();
        assertThat(aws.s3Events().counts()).isEqualTo(new EventCounts(2, 0, 1, 2));
    }

    @Test
    @DisplayName("can be read, and made to fail, by HTTP")
    void http(AwsEmulator aws) throws Exception {
        assertThat(AdminClient.call(aws, "POST", "events", "{\"copies\":3,\"shuffle\":true,\"delayMillis\":500}"))
                .startsWith("200 {\"copies\":3,\"shuffle\":true,\"delayMillis\":500,\"raised\":");
        assertThat(aws.s3Events().faults()).isEqualTo(new EventFaults(3, true, Duration.ofMillis(500)));
        assertThat(AdminClient.call(aws, "GET", "events", "")).contains("\"waiting\":0");
        assertThat(AdminClient.call(aws, "DELETE", "events", "")).startsWith("200 {\"copies\":1,\"shuffle\":false,");
    }

    @ParameterizedTest
    @DisplayName("refuse invalid faults")
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"copys\":3}",
                "{\"copies\":0}",
                "{\"copies\":\"3\"}",
                "{\"shuffle\":1}",
                "{\"delayMillis\":-1}",
                "{\"delayMillis\":0.5}"
            })
    void refused(String body, AwsEmulator aws) throws Exception {
        assertThat(AdminClient.call(aws, "POST", "events", body)).startsWith("400 {\"error\":");
        assertThat(aws.s3Events().faults()).isEqualTo(EventFaults.NONE);
    }

    @Test
    @DisplayName("are of a bucket that has a name")
    void noBucket(AwsEmulator aws) {
        assertThatIllegalArgumentException().isThrownBy(() -> aws.s3Events().subscribe(" ", "", event -> {}));
    }

    private static String multipart(S3Client s3, String bucket, String key) {
        String upload = s3.createMultipartUpload(create -> create.bucket(bucket).key(key))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            int part = number;
            byte[] content = new byte[part == 1 ? 5 << 20 : 3];
            String eTag = s3.uploadPart(
                            each -> each.bucket(bucket)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(part),
                            RequestBody.fromBytes(content))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(part).eTag(eTag).build());
        }
        return s3.completeMultipartUpload(complete ->
                        complete.bucket(bucket).key(key).uploadId(upload).multipartUpload(of -> of.parts(parts)))
                .eTag();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The events of a subscription, in the order in which they came. */
    private record Seen(AwsEmulator aws, List<byte[]> events) implements Consumer<byte[]> {
        static Seen of(AwsEmulator aws, String bucket, String prefix) {
            Seen seen = new Seen(aws, new CopyOnWriteArrayList<>());
            aws.s3Events().subscribe(bucket, prefix, seen);
            return seen;
        }

        @Override
        public void accept(byte[] event) {
            events.add(event);
        }

        List<JsonNode> all() throws InterruptedException, IOException {
            assertThat(aws.s3Events().awaitIdle(SOON)).isTrue();
            List<JsonNode> records = new ArrayList<>();
            for (byte[] event : events) {
                assertThat(JSON.readTree(event).path("Records")).hasSize(1);
                records.add(JSON.readTree(event).at("/Records/0"));
            }
            return records;
        }

        JsonNode only() throws InterruptedException, IOException {
            assertThat(all()).hasSize(1);
            return all().get(0);
        }
    }
}
