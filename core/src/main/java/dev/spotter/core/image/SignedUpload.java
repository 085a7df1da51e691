package dev.spotter.core.image;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A presigned URL: the permission for one {@code PUT} of an image with the given size and type.
 *
 * @param upload the upload's id, name and time
 * @param url secret until it expires; without scheme and host if it is on the server that received the request
 * @param headers must be sent with the {@code PUT} unchanged; immutable
 * @param expiresAt the end of its validity
 */
public record SignedUpload(Upload upload, URI url, Map<String, String> headers, Instant expiresAt) {
    public SignedUpload {
        headers = Map.copyOf(headers);
    }

    /** Without the signature, because logs are not secret. */
    @Override
    public String toString() {
        return "SignedUpload[id=" + upload.id() + ", expiresAt=" + expiresAt + "]";
    }
}
