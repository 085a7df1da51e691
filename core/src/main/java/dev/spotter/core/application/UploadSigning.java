package dev.spotter.core.application;

import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.DeletionToken;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.SignedUpload;
import dev.spotter.core.image.Upload;
import dev.spotter.core.image.UploadSigner;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Makes presigned URLs for images that are too large for the API. Thread-safe if its signer is. Nothing is stored: the
 * prediction is created when the image's event arrives, so an unused URL leaves no trace.
 */
public final class UploadSigning {
    /** 25 MiB. */
    public static final long DEFAULT_MAX_BYTES = 25L << 20;
    /** Long enough for 25 MiB over a slow connection. */
    public static final Duration DEFAULT_VALIDITY = Duration.ofMinutes(15);

    private final UploadSigner signer;
    private final long maxBytes;
    private final Duration validity;
    private final Clock clock;
    private final Supplier<ImageId> ids;
    private final Supplier<DeletionToken> deletionTokens;

    /**
     * The permission to upload one image, and the token that may delete the image afterwards. Both are secret.
     */
    public record Grant(SignedUpload upload, DeletionToken deletionToken) {}

    /**
     * @param maxBytes of an image, at least 1
     * @param validity of a URL
     * @param ids gives a new, unguessable id at each call; thread-safe
     * @param deletionTokens gives a new, unguessable token at each call; thread-safe
     */
    public UploadSigning(
            UploadSigner signer,
            long maxBytes,
            Duration validity,
            Clock clock,
            Supplier<ImageId> ids,
            Supplier<DeletionToken> deletionTokens) {
        this.signer = signer;
        this.maxBytes = maxBytes;
        this.validity = validity;
        this.clock = clock;
        this.ids = ids;
        this.deletionTokens = deletionTokens;
    }

    /**
     * Signs the upload of one image.
     *
     * @param filename as given by the user; it is cleaned
     * @param contentType the declared media type of the image
     * @param sizeBytes of the encoded image
     * @throws InvalidRequestException if the cleaned name is empty or too long, or {@code sizeBytes} is below 1
     * @throws ImageTooLargeException if the image is over the limit
     * @throws UnsupportedImageException if no accepted format has this type
     */
    public Grant sign(String filename, String contentType, long sizeBytes) {
        Filename name = Filename.clean(filename);
        if (sizeBytes < 1) {
            throw new InvalidRequestException("sizeBytes", "sizeBytes must be at least 1 but was " + sizeBytes);
        }
        if (sizeBytes > maxBytes) {
            throw new ImageTooLargeException(maxBytes);
        }
        ImageFormat format = ImageFormat.ofMediaType(contentType).orElseThrow(UploadSigning::unsupported);
        Upload upload = new Upload(ids.get(), name, clock.instant());
        DeletionToken token = deletionTokens.get();
        return new Grant(signer.sign(upload, token.hash(), format, sizeBytes, validity), token);
    }

    private static UnsupportedImageException unsupported() {
        return new UnsupportedImageException(
                "the content type is not an accepted image format", ImageFormat.displayNames());
    }
}
