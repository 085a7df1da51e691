package dev.spotter.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.UploadForbiddenException;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.SignedUpload;
import dev.spotter.core.image.Upload;
import dev.spotter.core.image.UploadSigner;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs uploads to this server, and reads from a later request what it was signed for. All of it is in the URL, with an
 * HMAC over it, so an unused URL leaves nothing behind. The key lives in this process only: its URLs end with it.
 * Thread-safe.
 */
public final class LocalUploadSigner implements UploadSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final String SIGNATURE = "signature";
    private static final String CONTENT_TYPE = "content-type";

    private final SecretKeySpec key;
    private final Clock clock;

    /** A signer with a new key from {@code random}. */
    public LocalUploadSigner(SecureRandom random, Clock clock) {
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
    }

    /** {@inheritDoc} The URL has no host: only the client knows by which host it reaches this server. */
    @Override
    public SignedUpload sign(
            Upload upload, DeletionHash deletionHash, ImageFormat format, long sizeBytes, Duration validFor) {
        Instant expiresAt = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(validFor);
        List<String> values =
                new UploadPermission(upload, format.mediaType(), sizeBytes, deletionHash, expiresAt).values();
        String query = IntStream.range(0, values.size())
                .mapToObj(i -> UploadPermission.PARAMETERS.get(i) + "=" + encoded(values.get(i)) + "&")
                .collect(Collectors.joining());
        String id = upload.id().text();
        URI url = URI.create(SignedUploadRoute.FOLDER + id + "?" + query + SIGNATURE + "=" + signature(id, values));
        return new SignedUpload(upload, url, Map.of(CONTENT_TYPE, format.mediaType()), expiresAt);
    }

    /**
     * The upload that a request was signed for.
     *
     * @param sizeBytes of the body; negative if unknown
     * @throws UploadForbiddenException if it was not signed, differs from what was signed, or arrives after the URL
     *     expired
     * @throws dev.spotter.core.error.InvalidRequestException if a parameter is given twice
     */
    public SignedUploadRoute.Signed permission(ApiRequest request, long sizeBytes) {
        UploadPermission permission = verified(request);
        if (!clock.instant().isBefore(permission.expiresAt())) {
            throw forbidden("the URL expired at " + permission.expiresAt());
        }
        if (sizeBytes >= 0 && sizeBytes != permission.sizeBytes()) {
            throw forbidden(String.format(
                    Locale.ROOT,
                    "the URL is signed for an image of %,d bytes, but the body has %s",
                    permission.sizeBytes(),
                    sizeBytes < permission.sizeBytes() ? "fewer" : "more"));
        }
        if (request.header(CONTENT_TYPE)
                .flatMap(ImageFormat::ofMediaType)
                .filter(format -> format.mediaType().equals(permission.contentType()))
                .isEmpty()) {
            throw forbidden("the URL is signed for Content-Type: " + permission.contentType()
                    + ", but the request has another or none");
        }
        return new SignedUploadRoute.Signed(permission.upload(), permission.deletionHash());
    }

    private UploadPermission verified(ApiRequest request) {
        String id = request.path().substring(SignedUploadRoute.FOLDER.length());
        List<String> values = UploadPermission.PARAMETERS.stream()
                .map(name -> request.parameter(name).orElse(""))
                .toList();
        String given = request.parameter(SIGNATURE).orElse("");
        if (!MessageDigest.isEqual(given.getBytes(UTF_8), signature(id, values).getBytes(UTF_8))) {
            throw forbidden("the URL was not signed by this server since it was started, or was changed");
        }
        // What was signed is well-formed.
        return new UploadPermission(
                new Upload(new ImageId(id), new Filename(values.get(0)), Instant.parse(values.get(1))),
                values.get(3),
                Long.parseLong(values.get(2)),
                new DeletionHash(values.get(4)),
                Instant.parse(values.get(5)));
    }

    /** No value has a line's end in it, so no two lists of values give the same text. */
    private String signature(String id, List<String> values) {
        String text = Stream.concat(Stream.of(id), values.stream()).collect(Collectors.joining("\n"));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static UploadForbiddenException forbidden(String what) {
        return new UploadForbiddenException(what + "; ask POST /upload-url for another URL");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
