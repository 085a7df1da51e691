package dev.spotter.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.aws.Emulated;
import dev.spotter.aws.Samples;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.DeletionToken;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.SignedUpload;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
@DisplayName("A presigned upload")
class S3UploadSignerTest {
    private static final S3Settings SETTINGS = S3Settings.of(Emulated.BUCKET);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final DeletionHash HASH = new DeletionToken("0123456789".repeat(3) + "ab").hash();
    private static final DeletionHash OTHER_HASH = new DeletionToken("0123456789".repeat(3) + "ac").hash();

    @RegisterExtension
    static final Emulated AWS = new Emulated();

    private static S3UploadSigner signer;
    private static byte[] photo;

    @BeforeAll
    static void start() throws IOException {
        signer = new S3UploadSigner(AWS.presigner(), SETTINGS);
        photo = Samples.image("formats/narrow.jpg").toByteArray();
    }

    @Test
    @DisplayName("is stored as the store itself would have, once")
    void once() throws Exception {
        Upload upload = Samples.upload("\u00FCber 100%\uD83D\uDE00.jpg");
        SignedUpload signed = sign(upload);
        assertThat(put(signed, signed.headers(), photo)).isEqualTo(200);
        StoredImage image = new StoredImage(upload, ImageBytes.copyOf(photo), Optional.of(HASH));
        assertThat(new S3ImageStore(AWS.s3(), SETTINGS).load(upload.id())).contains(image);
        byte[] other = photo.clone();
        other[600]++;
        assertThat(put(signed, signed.headers(), other)).isEqualTo(412);
        assertThat(new S3ImageStore(AWS.s3(), SETTINGS).load(upload.id())).contains(image);
    }

    @Test
    @DisplayName("of another size is refused")
    void otherSize() throws Exception {
        SignedUpload signed = sign(Samples.upload("photo.jpg"));
        for (int size : new int[] {photo.length - 1, photo.length + 1}) {
            assertThat(put(signed, signed.headers(), Arrays.copyOf(photo, size)))
                    .isEqualTo(403);
        }
        assertNotStored(signed);
    }

    @Test
    @DisplayName(
            "with any header changed or left out is refused: the type, the name, the time, the deletion token's hash, "
                    + "the condition")
    void otherHeaders() throws Exception {
        SignedUpload signed = sign(Samples.upload("photo.jpg"));
        assertThat(signed.headers().keySet())
                .containsExactlyInAnyOrder(
                        "content-type",
                        "if-none-match",
                        "x-amz-meta-deletion-token-sha256",
                        "x-amz-meta-filename",
                        "x-amz-meta-uploaded-at");
        for (String name : signed.headers().keySet()) {
            Map<String, String> headers = new HashMap<>(signed.headers());
            headers.put(name, name.endsWith("sha256") ? OTHER_HASH.text() : "image/png");
            assertThat(put(signed, headers, photo)).as(name).isEqualTo(403);
            headers.remove(name);
            assertThat(put(signed, headers, photo)).as("no " + name).isEqualTo(403);
        }
        assertNotStored(signed);
    }

    @Test
    @DisplayName("says when it expires, and keeps its signature out of logs")
    void expiry() {
        SignedUpload signed = sign(Samples.upload("photo.jpg"));
        assertThat(signed.expiresAt())
                .isBetween(
                        Instant.now().plus(HOUR).minusSeconds(60), Instant.now().plus(HOUR));
        assertThat(signed.url().getQuery()).contains("X-Amz-Expires=3600");
        assertThat(signed.toString())
                .doesNotContain("Signature")
                .contains(signed.upload().id().text());
    }

    @Test
    @DisplayName("lasts from one second to seven days")
    void validity() {
        Upload upload = Samples.upload("photo.jpg");
        for (Duration validFor :
                new Duration[] {Duration.ZERO, Duration.ofDays(7).plusSeconds(1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> signer.sign(upload, HASH, ImageFormat.PNG, 1, validFor));
        }
    }

    private static SignedUpload sign(Upload upload) {
        return signer.sign(upload, HASH, ImageFormat.JPEG, photo.length, HOUR);
    }

    private static void assertNotStored(SignedUpload signed) {
        assertThat(new S3ImageStore(AWS.s3(), SETTINGS).load(signed.upload().id()))
                .isEmpty();
    }

    private static int put(SignedUpload upload, Map<String, String> headers, byte[] body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(upload.url()).PUT(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }
}
