package dev.spotter.api;

import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.Upload;
import java.time.Instant;
import java.util.List;

/**
 * What a URL is signed for.
 *
 * @param contentType the media type that must be sent
 * @param sizeBytes the exact size of the body
 * @param deletionHash of the token that may delete the image
 * @param expiresAt to the millisecond
 */
record UploadPermission(
        Upload upload, String contentType, long sizeBytes, DeletionHash deletionHash, Instant expiresAt) {
    /** The names of its query parameters. */
    static final List<String> PARAMETERS =
            List.of("filename", "uploadedAt", "sizeBytes", "contentType", "deletionTokenSha256", "expiresAt");

    /** The parameters' values, in the same order. */
    List<String> values() {
        return List.of(
                upload.filename().value(),
                upload.uploadedAt().toString(),
                Long.toString(sizeBytes),
                contentType,
                deletionHash.text(),
                expiresAt.toString());
    }
}
