package dev.spotter.core.application;

import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.UnsupportedImageException;
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
 * Lets images be sent past the API, by an address that is signed for one image. Thread-safe as its signer is. Nothing
 * is noted of it: the image becomes known by the event that it was stored, so nothing is left waiting where nobody
 * sends.
 */
public final class UploadSigning {
    /** 25 MiB. */
    public static final long DEFAULT_MAX_BYTES = 25L << 20;
    /** Long enough for 25 MiB through a slow line. */
    public static final Duration DEFAULT_VALIDITY = Duration.ofMinutes(15);

    private final UploadSigner signer;
    private final long maxBytes;
    private final Duration validity;
    private final Clock clock;
    private final Supplier<ImageId> ids;

    /**
     * @param maxBytes of an image, at least 1
     * @param validity of an address
     * @param ids gives a new, unguessable id at each call; thread-safe
     */
    public UploadSigning(UploadSigner signer, long maxBytes, Duration validity, Clock clock, Supplier<ImageId> ids) {
        this.signer = signer;
        this.maxBytes = maxBytes;
        this.validity = validity;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Signs the upload of one image.
     *
     * @param filename as the person gave it; it is cleaned
     * @param contentType the media type that the image is said to be of
     * @param sizeBytes of the encoded image
     * @throws InvalidRequestException if nothing usable is left of the name, or {@code sizeBytes} is below 1
     * @throws ImageTooLargeException if the image is over the limit
     * @throws UnsupportedImageException if the type is that of no format that is read
     */
    public SignedUpload sign(String filename, String contentType, long sizeBytes) {
        Filename name = Filename.clean(filename);
        if (sizeBytes < 1) {
            throw new InvalidRequestException("sizeBytes", "sizeBytes must be at least 1 but was " + sizeBytes);
        }
        if (sizeBytes > maxBytes) {
            throw new ImageTooLargeException(maxBytes);
        }
        ImageFormat format = ImageFormat.ofMediaType(contentType).orElseThrow(UploadSigning::unsupported);
        return signer.sign(new Upload(ids.get(), name, clock.instant()), format, sizeBytes, validity);
    }

    private static UnsupportedImageException unsupported() {
        return new UnsupportedImageException(
                "the content type is of no image format that is read", ImageFormat.displayNames());
    }
}
