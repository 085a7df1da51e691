package dev.spotter.aws.s3;

import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.Upload;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Signs uploads of images that are too large for API Gateway and Lambda, so that they are sent straight to S3. What is stored that way is
 * what {@link S3ImageStore} stores. Makes no call itself; thread-safe.
 */
public final class S3UploadSigner {
    /** The longest time that S3 allows. */
    public static final Duration MAX_VALIDITY = Duration.ofDays(7);

    /** Set by whoever sends, from the URL and the body; a page must not set them. */
    private static final Set<String> SENT_ANYWAY = Set.of("host", "content-length");

    private final S3Presigner presigner;
    private final S3Settings settings;

    /** @param presigner stays the caller's, who closes it */
    public S3UploadSigner(S3Presigner presigner, S3Settings settings) {
        this.presigner = presigner;
        this.settings = settings;
    }

    /**
     * Signs the upload of one image. S3 refuses a {@code PUT} of another size, another type or other metadata, one that comes too late, and
     * one after another: the id is written once.
     *
     * @param contentType the media type that the image is said to be of; what it really is shows when it is classified
     * @throws UnsupportedImageException if it is the type of no format that is read
     * @throws ImageTooLargeException if {@code sizeBytes} is over the settings' limit
     * @throws InvalidRequestException if {@code sizeBytes} is below 1
     * @throws IllegalArgumentException if {@code validFor} is not from one second to {@link #MAX_VALIDITY}
     */
    public PresignedUpload presign(Upload upload, String contentType, long sizeBytes, Duration validFor) {
        if (validFor.compareTo(Duration.ofSeconds(1)) < 0 || validFor.compareTo(MAX_VALIDITY) > 0) {
            throw new IllegalArgumentException(
                    "validFor must be from PT1S to %s but was %s".formatted(MAX_VALIDITY, validFor));
        }
        requireSize(sizeBytes);
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(settings.keys().keyOf(upload.id()))
                .ifNoneMatch("*")
                .contentType(mediaType(contentType))
                .contentLength(sizeBytes)
                .metadata(ObjectMetadata.of(upload))
                .build();
        PresignedPutObjectRequest signed =
                presigner.presignPutObject(p -> p.signatureDuration(validFor).putObjectRequest(request));
        return new PresignedUpload(
                upload.id(), URI.create(signed.url().toString()), headers(signed), signed.expiration());
    }

    private void requireSize(long sizeBytes) {
        if (sizeBytes < 1) {
            throw new InvalidRequestException("sizeBytes", "sizeBytes must be at least 1 but was " + sizeBytes);
        }
        if (sizeBytes > settings.maxBytes()) {
            throw new ImageTooLargeException(settings.maxBytes());
        }
    }

    private static String mediaType(String contentType) {
        String given = contentType.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(ImageFormat.values())
                .map(ImageFormat::mediaType)
                .filter(given::equals)
                .findFirst()
                .orElseThrow(() -> new UnsupportedImageException(
                        "the content type is of no image format that is read", ImageFormat.displayNames()));
    }

    private static Map<String, String> headers(PresignedPutObjectRequest signed) {
        return signed.signedHeaders().entrySet().stream()
                .filter(header -> !SENT_ANYWAY.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toMap(Map.Entry::getKey, header -> String.join(",", header.getValue())));
    }
}
