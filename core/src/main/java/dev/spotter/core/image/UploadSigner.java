package dev.spotter.core.image;

import java.time.Duration;

/**
 * Makes presigned URLs, for images that are too large for the API.
 *
 * <p>Thread-safe. Signing stores nothing: an unused URL leaves no trace. The URL is a permission, so it is secret.
 */
public interface UploadSigner {
    /**
     * Signs the upload of one image. A {@code PUT} to the URL is refused if its size or type differs, if it is too
     * late, or if it is the second one. It stores what {@link ImageStore#put} would store. The client cannot change the
     * upload or the deletion hash.
     *
     * @param deletionHash of the token that may delete the image
     * @param format the declared format; the real one is detected when the image is read
     * @param sizeBytes the exact size of the encoded image; at least 1
     * @param validFor from now on; at least one second
     * @throws IllegalArgumentException if {@code validFor} is outside the signer's range
     */
    SignedUpload sign(Upload upload, DeletionHash deletionHash, ImageFormat format, long sizeBytes, Duration validFor);
}
