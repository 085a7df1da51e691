package dev.spotter.core.image;

import java.util.Optional;

/**
 * A stored image: its upload and its unchanged bytes.
 *
 * @param deletionHash of the token that may delete it; empty if clients cannot delete it
 */
public record StoredImage(Upload upload, ImageBytes bytes, Optional<DeletionHash> deletionHash) {
    /** An image that clients cannot delete. */
    public StoredImage(Upload upload, ImageBytes bytes) {
        this(upload, bytes, Optional.empty());
    }

    public ImageId id() {
        return upload.id();
    }

    /** The media type detected from the first bytes; {@code application/octet-stream} for other formats. */
    public String contentType() {
        return ImageFormat.sniff(bytes).map(ImageFormat::mediaType).orElse("application/octet-stream");
    }
}
