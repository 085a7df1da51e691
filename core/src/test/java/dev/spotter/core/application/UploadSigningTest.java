package dev.spotter.core.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.DeletionToken;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.SignedUpload;
import dev.spotter.core.image.Upload;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An upload to a presigned URL")
class UploadSigningTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final ImageId ID = new ImageId("3vq8x0d5s1k7m2n9p4r6t8w0yz");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final DeletionToken TOKEN = new DeletionToken("secret-".repeat(4) + "0123");

    private final List<String> signed = new ArrayList<>();
    private final List<DeletionHash> hashes = new ArrayList<>();
    private final UploadSigning signing = new UploadSigning(
            (upload, deletionHash, format, sizeBytes, validFor) -> {
                signed.add("%s %d %s".formatted(format, sizeBytes, validFor));
                hashes.add(deletionHash);
                return new SignedUpload(upload, URI.create("/secret"), Map.of(), NOON.plus(validFor));
            },
            1_000,
            MINUTE,
            Clock.fixed(NOON, ZoneOffset.UTC),
            () -> ID,
            () -> TOKEN);

    @Test
    @DisplayName("is signed for a clean name, a new id, the size and the time")
    void asAskedFor() {
        UploadSigning.Grant grant = signing.sign("C:\\photos\\cat.jpg", "image/jpeg", 1_000);
        SignedUpload upload = grant.upload();
        assertThat(upload.upload()).isEqualTo(new Upload(ID, new Filename("cat.jpg"), NOON));
        assertThat(upload.expiresAt()).isEqualTo(NOON.plus(MINUTE));
        assertThat(signed).containsExactly("JPEG 1000 PT1M");
        assertThat(grant.deletionToken()).isEqualTo(TOKEN);
        assertThat(hashes).containsExactly(TOKEN.hash());
        assertThat(grant.toString()).doesNotContain(TOKEN.text());
        assertThat(upload.toString()).doesNotContain("secret").contains(ID.text());
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg, JPEG",
        "IMAGE/PNG, PNG",
        "image/gif; a=b, GIF",
        "image/bmp, BMP",
        "image/webp, WEBP",
        "image/tiff, TIFF"
    })
    @DisplayName("may be of any format that is read")
    void formats(String contentType, ImageFormat format) {
        signing.sign("a", contentType, 1);
        assertThat(signed).containsExactly(format + " 1 PT1M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/html", "image/svg+xml", "image/heic", "image/*", "image/jpeg,image/png"})
    @DisplayName("of any other type is refused with the formats that are read")
    void otherTypes(String contentType) {
        assertThatExceptionOfType(UnsupportedImageException.class)
                .isThrownBy(() -> signing.sign("a", contentType, 1))
                .withMessageEndingWith("are JPEG, PNG, GIF, BMP, WebP, TIFF");
        assertThat(signed).isEmpty();
    }

    @Test
    @DisplayName("without a name, without a byte or over the limit is refused")
    void refused() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> signing.sign("a/..", "image/png", 1))
                .returns("filename", InvalidRequestException::field);
        for (long sizeBytes : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> signing.sign("a", "image/png", sizeBytes))
                    .returns("sizeBytes", InvalidRequestException::field);
        }
        for (long sizeBytes : new long[] {1_001, Long.MAX_VALUE}) {
            assertThatExceptionOfType(ImageTooLargeException.class)
                    .isThrownBy(() -> signing.sign("a", "image/png", sizeBytes))
                    .withMessageContaining("1,000 bytes");
        }
        assertThat(signed).isEmpty();
    }
}
