package dev.spotter.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.UploadForbiddenException;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.DeletionToken;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.SignedUpload;
import dev.spotter.core.image.Upload;
import java.net.URLDecoder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A signed URL of this server")
class LocalUploadSignerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Upload UPLOAD = new Upload(
            new ImageId("3vq8x0d5s1k7m2n9p4r6t8w0yz"),
            new Filename("\u00FCber 100%&+a=b\uD83D\uDE00.png"),
            Instant.parse("2026-03-01T11:59:59.120Z"));
    private static final byte[] IMAGE = new byte[1_000];
    private static final DeletionHash HASH = new DeletionToken("0123456789".repeat(3) + "ab").hash();
    private static final SignedUploadRoute.Signed SIGNED = new SignedUploadRoute.Signed(UPLOAD, HASH);

    private final SecureRandom random = new SecureRandom();
    private final LocalUploadSigner signer = signerAt(NOON);
    private final SignedUpload signed = signer.sign(UPLOAD, HASH, ImageFormat.PNG, IMAGE.length, MINUTE);

    @Test
    @DisplayName("permits what it was signed for, whatever the name")
    void asSigned() {
        assertThat(signed.url().isAbsolute()).isFalse();
        assertThat(signed.expiresAt()).isEqualTo(NOON.plus(MINUTE));
        assertThat(permission(signer, put(signed, "", IMAGE, signed.headers()))).isEqualTo(SIGNED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/x-png", "IMAGE/PNG", "image/png; charset=binary"})
    @DisplayName("permits the type by an old name, in any case and with parameters")
    void otherNameOfTheType(String contentType) {
        assertThat(permission(signer, put(signed, "", IMAGE, Map.of("Content-Type", contentType))))
                .isEqualTo(SIGNED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filename=b.png",
                "uploadedAt=2026-03-01T11:59:59.121Z",
                "sizeBytes=1001",
                "contentType=image/jpeg",
                "deletionTokenSha256=00000000000000000000000000000000000000000000000000000000000000aa",
                "expiresAt=2027-03-01T12:01:00Z",
                "signature=AAAA",
                "signature="
            })
    @DisplayName("that was changed in any way permits nothing")
    void changed(String parameter) {
        assertForbidden(signer, put(signed, parameter, new byte[1_001], signed.headers()), "not signed by this server");
        assertForbidden(signer, put(signed, parameter, IMAGE, signed.headers()), "not signed by this server");
    }

    @Test
    @DisplayName("of another image or another process, or without a signature, permits nothing")
    void forged() {
        Upload other = new Upload(new ImageId("00000000000000000000000000"), UPLOAD.filename(), UPLOAD.uploadedAt());
        SignedUpload moved = signer.sign(other, HASH, ImageFormat.PNG, IMAGE.length, MINUTE);
        ApiRequest request = put(signed, "", IMAGE, signed.headers());
        ApiRequest elsewhere =
                new ApiRequest("PUT", moved.url().getPath(), request.query(), request.headers(), request.body());
        assertForbidden(signer, elsewhere, "not signed by this server");
        assertForbidden(signerAt(NOON), request, "not signed by this server");
        ApiRequest bare =
                new ApiRequest("PUT", "/uploads/x", Map.of(), request.headers(), ImageBytes.wrap(new byte[0]));
        assertForbidden(signer, bare, "not signed by this server");
    }

    @Test
    @DisplayName("permits nothing from the moment at which it expires")
    void expired() {
        SignedUpload justGood = signer.sign(UPLOAD, HASH, ImageFormat.PNG, IMAGE.length, Duration.ofMillis(1));
        assertThat(permission(signer, put(justGood, "", IMAGE, justGood.headers())))
                .isEqualTo(SIGNED);
        SignedUpload over = signer.sign(UPLOAD, HASH, ImageFormat.PNG, IMAGE.length, Duration.ZERO);
        assertForbidden(signer, put(over, "", IMAGE, over.headers()), "expired at 2026-03-01T12:00:00Z");
    }

    @Test
    @DisplayName("permits no other size and no other type, and says what it is for")
    void otherImage() {
        assertForbidden(
                signer, put(signed, "", new byte[999], signed.headers()), "1,000 bytes, but the body has fewer");
        assertForbidden(
                signer, put(signed, "", new byte[1_001], signed.headers()), "1,000 bytes, but the body has more");
        assertForbidden(signer, put(signed, "", IMAGE, Map.of()), "signed for Content-Type: image/png");
        assertForbidden(
                signer, put(signed, "", IMAGE, Map.of("Content-Type", "image/jpeg")), "another or none; ask POST");
    }

    @Test
    @DisplayName("with a parameter given twice is refused")
    void twice() {
        ApiRequest request = put(signed, "", IMAGE, signed.headers());
        Map<String, List<String>> query = new LinkedHashMap<>(request.query());
        query.put("filename", List.of("a", "b"));
        ApiRequest doubled = new ApiRequest("PUT", request.path(), query, request.headers(), request.body());
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> permission(signer, doubled));
    }

    private LocalUploadSigner signerAt(Instant now) {
        return new LocalUploadSigner(random, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** The request that a client makes of the address, with one parameter changed. */
    private static ApiRequest put(SignedUpload signed, String change, byte[] body, Map<String, String> headers) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String parameter : (signed.url().getRawQuery() + (change.isEmpty() ? "" : "&" + change)).split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            query.put(parts[0], List.of(URLDecoder.decode(parts[1], UTF_8)));
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        headers.forEach((name, value) -> values.put(name, List.of(value)));
        return new ApiRequest("PUT", signed.url().getPath(), query, values, ImageBytes.wrap(body));
    }

    private static SignedUploadRoute.Signed permission(LocalUploadSigner signer, ApiRequest request) {
        return signer.permission(request, request.body().sizeBytes());
    }

    private static void assertForbidden(LocalUploadSigner signer, ApiRequest request, String detail) {
        assertThatExceptionOfType(UploadForbiddenException.class)
                .isThrownBy(() -> permission(signer, request))
                .withMessageContaining(detail)
                .withMessageEndingWith("ask POST /upload-url for another URL");
    }
}
