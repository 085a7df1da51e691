package dev.spotter.core.image;

import java.time.Duration;

/**
 * Signs addresses that one image can be sent to, past the API: what a store offers where images are too large to go
 * through the API.
 *
 * <p>Thread-safe. Signing stores nothing and promises nothing: an address that nobody uses leaves no trace. Whoever
 * holds the address may send, so it is as secret as the image.
 */
public interface UploadSigner {
    /**
     * Signs the upload of one image. A {@code PUT} to the address is refused if it is of another size or type, comes
     * too late, or is the second one: the id is written once. What it stores is what {@link ImageStore#put} would have
     * stored.
     *
     * @param format that the image is said to be of; what it really is shows when it is read
     * @param sizeBytes of the encoded image, just so many; at least 1
     * @param validFor from now on; at least one second
     * @throws IllegalArgumentException if {@code validFor} is out of the range that the signer has
     */
    SignedUpload sign(Upload upload, ImageFormat format, long sizeBytes, Duration validFor);
}
