package dev.spotter.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import dev.spotter.aws.Clients;
import dev.spotter.aws.Emulated;
import dev.spotter.aws.Samples;
import dev.spotter.aws.ScriptedService;
import dev.spotter.aws.internal.CallLimits;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.emulator.Fault;
import dev.spotter.tck.ImageStoreContract;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

@Tag("slow")
@DisplayName("The S3 image store")
class S3ImageStoreTest {
    private static final S3Settings SETTINGS = S3Settings.of(Emulated.BUCKET);
    private static final CallLimits ONE_TRY = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1);
    private static final int NAMES = 500;

    @RegisterExtension
    static final Emulated AWS = new Emulated();

    private final S3ImageStore store = new S3ImageStore(AWS.s3(), SETTINGS);

    @Nested
    class Contract extends ImageStoreContract {
        @Override
        protected ImageStore newStore() {
            return new S3ImageStore(AWS.s3(), SETTINGS);
        }
    }

    @Test
    @DisplayName("stores under the prefix and the id, with type, name and time as metadata in ASCII")
    void metadata() throws Exception {
        Upload upload = Samples.upload("50% crème brûlée+tea.png");
        store.put(new StoredImage(upload, Samples.image("coffee.png")));
        HeadObjectResponse object =
                AWS.s3().headObject(head -> head.bucket(Emulated.BUCKET).key("uploads/" + upload.id()));
        assertThat(object.contentType()).isEqualTo("image/png");
        assertThat(object.metadata())
                .containsEntry("filename", "50%25%20cr%C3%A8me%20br%C3%BBl%C3%A9e%2Btea.png")
                .containsEntry("uploaded-at", "2026-03-01T12:00:00.123Z");
    }

    @Test
    @DisplayName("gives back 500 names of any characters")
    void names() {
        Random random = new Random(5);
        for (int i = 0; i < NAMES; i++) {
            StoredImage image = Samples.image(Samples.name(random, 1 + random.nextInt(60)), 3);
            store.put(image);
            assertThat(store.load(image.id())).contains(image);
        }
    }

    @Test
    @DisplayName("finds other tools' objects by 500 keys of any characters, as events write them")
    void keys() {
        Random random = new Random(6);
        for (int i = 0; i < NAMES; i++) {
            String name =
                    Filename.clean(Samples.name(random, 1 + random.nextInt(60))).value();
            String key = "uploads/a directory/" + name;
            putByAnotherTool(key, Map.of());
            String inEvent = URLEncoder.encode(key, UTF_8).replace("%2F", "/");
            assertThat(ImageKeys.ofEvent(inEvent)).isEqualTo(key);
            assertThat(store.load(ImageKeys.ofEvent(inEvent)))
                    .get()
                    .returns(ImageKeys.UPLOADS.idOf(key), StoredImage::id)
                    .returns(Filename.clean(name), image -> image.upload().filename());
        }
    }

    @Test
    @DisplayName("names another tool's object by its key, or by its id, and dates it by its last change")
    void objectsOfOtherTools() {
        Instant before = Instant.now().minusSeconds(2);
        Map<String, String> nonsense = Map.of("filename", "%zz/..", "uploaded-at", "yesterday");
        for (String key : new String[] {"uploads/a/photo one.jpg", "elsewhere/x.png", "uploads/" + "x".repeat(300)}) {
            putByAnotherTool(key, nonsense);
            String name = key.substring(key.lastIndexOf('/') + 1);
            Upload upload = store.load(key).orElseThrow().upload();
            assertThat(upload.filename().value())
                    .isEqualTo(name.length() > 255 ? upload.id().text() : name);
            assertThat(upload.uploadedAt()).isBetween(before, Instant.now().plusSeconds(2));
        }
        assertThat(store.load("uploads/none.jpg")).isEmpty();
    }

    @Test
    @DisplayName("needs no second copy of an image in memory, to store it, to store it again and to load it")
    void memory() throws IOException {
        int size = 20 << 20;
        int large = 1 << 20;
        StoredImage image = Samples.image("large.jpg", size);
        assertThat(LargeAllocations.during(() -> store.put(image), large)).isEmpty();
        assertThat(LargeAllocations.during(() -> store.put(image), large)).isEmpty();
        assertThat(LargeAllocations.during(() -> store.load(image.id()), large))
                .singleElement(LONG)
                .isBetween((long) size, size + 1000L);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"503, SlowDown, true", "500, InternalError, true", "403, AccessDenied, false"})
    @DisplayName("tells transient from permanent failures and names the bucket")
    void errors(int status, String code, boolean isPassing) {
        StoredImage image = Samples.image("photo.jpg", 10);
        String end = " the bucket spotter-images: " + status + " " + code;
        try (S3Client s3 = AWS.newS3Client(ONE_TRY)) {
            S3ImageStore failing = new S3ImageStore(s3, SETTINGS);
            AWS.faults().next("s3:PutObject", Fault.error(status, code, "secret"));
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> failing.put(image))
                    .withMessage("the image " + image.id() + " could not be written to" + end)
                    .returns(isPassing, SpotterException::isRetryable);
            AWS.faults().next("s3:GetObject", Fault.error(status, code, "secret"));
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> failing.load(image.id()))
                    .withMessage("the image " + image.id() + " could not be read from" + end)
                    .returns(isPassing, SpotterException::isRetryable);
            AWS.faults().next("s3:DeleteObject", Fault.error(status, code, "secret"));
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> failing.delete(image.id()))
                    .withMessage("the image " + image.id() + " could not be deleted from" + end)
                    .returns(isPassing, SpotterException::isRetryable);
        }
    }

    @Test
    @DisplayName("reports a missing bucket as a permanent failure")
    void noBucket() {
        S3ImageStore nowhere = new S3ImageStore(AWS.s3(), S3Settings.of("no-such-bucket"));
        StoredImage image = Samples.image("photo.jpg", 10);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> nowhere.put(image))
                .withMessageEndingWith("the bucket no-such-bucket: 404 NoSuchBucket")
                .returns(false, SpotterException::isRetryable);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> nowhere.load(image.id()))
                .withMessageEndingWith("the bucket no-such-bucket: 404 NoSuchBucket");
    }

    @Test
    @DisplayName("retries after two lost connections, and after a conflict with another writer")
    void retries() {
        StoredImage image = Samples.image("photo.jpg", 100_000);
        AWS.faults().next("s3:PutObject", 1, Fault.cutOff());
        AWS.faults().next("s3:PutObject", 1, Fault.error(409, "ConditionalRequestConflict"));
        store.put(image);
        AWS.faults().next("s3:GetObject", 2, Fault.cutOff());
        assertThat(store.load(image.id())).contains(image);
        assertThat(AWS.faults().pending()).isZero();
    }

    @Test
    @DisplayName("writes an image again that was deleted meanwhile, also where S3 says that it may not be read")
    void deletedMeanwhile() {
        StoredImage image = Samples.image("photo.jpg", 10);
        AWS.faults().next("s3:PutObject", Fault.error(412, "PreconditionFailed"));
        AWS.faults().next("s3:GetObject", Fault.error(403, "AccessDenied"));
        store.put(image);
        assertThat(store.load(image.id())).contains(image);
        AWS.faults().next("s3:GetObject", Fault.error(403, "AccessDenied"));
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.put(image))
                .withMessageContaining("could not be compared with the one in")
                .returns(false, SpotterException::isRetryable);
    }

    @Test
    @DisplayName("neither stores nor loads an image over its limit")
    void tooLarge() {
        S3ImageStore small = new S3ImageStore(AWS.s3(), SETTINGS.withMaxBytes(1000));
        StoredImage image = Samples.image("photo.jpg", 1001);
        assertThatExceptionOfType(ImageTooLargeException.class)
                .isThrownBy(() -> small.put(image))
                .withMessageContaining("1,000 bytes");
        store.put(image);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> small.load(image.id()))
                .withMessage("the image %s in the bucket spotter-images is larger than the limit of 1,000 bytes"
                        .formatted(image.id()))
                .returns(false, SpotterException::isRetryable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-checksum-crc32", "Content-Length"})
    @DisplayName("loads no image whose checksum or size differs from what S3 says")
    void damagedOnTheWay(String header) {
        Map<String, String> headers = Map.of(
                "Last-Modified", "Sun, 01 Mar 2026 12:00:00 GMT", header, header.startsWith("x") ? "AAAAAA==" : "99");
        try (ScriptedService liar = ScriptedService.answering(200, headers, "other bytes");
                S3Client client = Clients.ofNobody().s3(liar.uri(), CallLimits.S3)) {
            StoredImage image = Samples.image("photo.jpg", 1);
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> new S3ImageStore(client, SETTINGS).load(image.id()))
                    .withMessageEndingWith("could not be read from the bucket spotter-images: no response")
                    .returns(true, SpotterException::isRetryable);
            assertThat(liar.requests().get(0).headers()).containsEntry("x-amz-checksum-mode", "ENABLED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>400 Bad Request</html>", "<Error><Co"})
    @DisplayName("reports a 400 whose body cannot be read as transient")
    void unreadableError(String body) {
        try (ScriptedService proxy = ScriptedService.answering(400, Map.of(), body);
                S3Client client = Clients.ofNobody().s3(proxy.uri(), ONE_TRY)) {
            StoredImage image = Samples.image("photo.jpg", 1);
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> new S3ImageStore(client, SETTINGS).load(image.id()))
                    .withMessageEndingWith("could not be read from the bucket spotter-images: 400")
                    .returns(true, SpotterException::isRetryable);
        }
    }

    @Test
    @DisplayName("takes a comparison that was cut off for a transient failure, not for another image")
    void cutComparison() {
        StoredImage image = Samples.image("photo.jpg", 100_000);
        store.put(image);
        try (S3Client s3 = AWS.newS3Client(ONE_TRY)) {
            AWS.faults().next("s3:GetObject", Fault.truncated());
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> new S3ImageStore(s3, SETTINGS).put(image))
                    .withMessageContaining("could not be compared with the one in")
                    .returns(true, SpotterException::isRetryable);
        }
        AWS.faults().next("s3:GetObject", 1, Fault.truncated());
        store.put(image);
    }

    private static void putByAnotherTool(String key, Map<String, String> metadata) {
        AWS.s3()
                .putObject(
                        put -> put.bucket(Emulated.BUCKET).key(key).metadata(metadata),
                        RequestBody.fromString("image"));
    }
}
