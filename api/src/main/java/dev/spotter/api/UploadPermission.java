package dev.spotter.api;

import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.Upload;
import java.time.Instant;
import java.util.List;

/**
 * What an address is signed for.
 *
 * @param contentType the media type that must be sent
 * @param sizeBytes just so many
 * @param deletionHash of the token that may delete the image
 * @param expiresAt to the millisecond
 */
record UploadPermission(
        Upload upload, String contentType, long sizeBytes, DeletionHash deletionHash, Instant expiresAt) {
    /** The names of the parameters that it stands in the query by. */
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
