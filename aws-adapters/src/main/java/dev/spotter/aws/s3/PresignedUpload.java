package dev.spotter.aws.s3;

import dev.spotter.core.image.ImageId;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * The permission to send one image straight to S3, for whoever holds it: a {@code PUT} of just the size that was asked for.
 *
 * @param id what the image will be known by
 * @param url secret until it expires, because it is the permission
 * @param headers to be sent with the {@code PUT} as they are; they are signed, as is the size; immutable
 * @param expiresAt until when S3 takes the {@code PUT}
 */
public record PresignedUpload(ImageId id, URI url, Map<String, String> headers, Instant expiresAt) {
    public PresignedUpload {
        headers = Map.copyOf(headers);
    }

    /** Without the signature: what is written to a log is read by many. */
    @Override
    public String toString() {
        return "PresignedUpload[id=" + id + ", expiresAt=" + expiresAt + "]";
    }
}
