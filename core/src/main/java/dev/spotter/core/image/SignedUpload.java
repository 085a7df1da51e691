package dev.spotter.core.image;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * The permission to send one image straight to where images are kept, for whoever holds it: a {@code PUT} of just the
 * size and the type that were asked for.
 *
 * @param upload what the image will be known as
 * @param url secret until it expires, because it is the permission; without scheme and host where it is on the server
 *     that was asked
 * @param headers to be sent with the {@code PUT} as they are; immutable
 * @param expiresAt until when the {@code PUT} is taken
 */
public record SignedUpload(Upload upload, URI url, Map<String, String> headers, Instant expiresAt) {
    public SignedUpload {
        headers = Map.copyOf(headers);
    }

    /** Without the signature: what is written to a log is read by many. */
    @Override
    public String toString() {
        return "SignedUpload[id=" + upload.id() + ", expiresAt=" + expiresAt + "]";
    }
}
