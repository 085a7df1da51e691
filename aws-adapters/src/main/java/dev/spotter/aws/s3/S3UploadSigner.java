package dev.spotter.aws.s3;

import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.SignedUpload;
import dev.spotter.core.image.Upload;
import dev.spotter.core.image.UploadSigner;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Makes presigned URLs for images that are too large for API Gateway and Lambda; clients send them directly to S3. The
 * stored object is as {@link S3ImageStore} would store it. Makes no calls; thread-safe. The credentials need
 * {@code s3:PutObject} on the prefix; a URL is not valid longer than they are.
 */
public final class S3UploadSigner implements UploadSigner {
    /** The longest time that S3 allows. */
    public static final Duration MAX_VALIDITY = Duration.ofDays(7);

    /** The HTTP client sets these from the URL and the body; a web page must not set them. */
    private static final Set<String> SENT_ANYWAY = Set.of("host", "content-length");

    private final S3Presigner presigner;
    private final S3Settings settings;

    /** @param presigner is closed by the caller */
    public S3UploadSigner(S3Presigner presigner, S3Settings settings) {
        this.presigner = presigner;
        this.settings = settings;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if {@code validFor} is not from one second to {@link #MAX_VALIDITY}
     */
    @Override
    public SignedUpload sign(
            Upload upload, DeletionHash deletionHash, ImageFormat format, long sizeBytes, Duration validFor) {
        if (validFor.compareTo(Duration.ofSeconds(1)) < 0 || validFor.compareTo(MAX_VALIDITY) > 0) {
            throw new IllegalArgumentException(
                    "validFor must be from PT1S to %s but was %s".formatted(MAX_VALIDITY, validFor));
        }
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(settings.keys().keyOf(upload.id()))
                .ifNoneMatch("*")
                .contentType(format.mediaType())
                .contentLength(sizeBytes)
                .metadata(ObjectMetadata.of(upload, Optional.of(deletionHash)))
                .build();
        PresignedPutObjectRequest signed =
                presigner.presignPutObject(p -> p.signatureDuration(validFor).putObjectRequest(request));
        return new SignedUpload(upload, URI.create(signed.url().toString()), headers(signed), signed.expiration());
    }

    private static Map<String, String> headers(PresignedPutObjectRequest signed) {
        return signed.signedHeaders().entrySet().stream()
                .filter(header -> !SENT_ANYWAY.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toMap(Map.Entry::getKey, header -> String.join(",", header.getValue())));
    }
}
