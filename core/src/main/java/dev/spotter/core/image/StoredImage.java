package dev.spotter.core.image;

/** A stored image: its upload and its unchanged bytes. */
public record StoredImage(Upload upload, ImageBytes bytes) {
    public ImageId id() {
        return upload.id();
    }

    /** The media type detected from the first bytes; {@code application/octet-stream} for other formats. */
    public String contentType() {
        return ImageFormat.sniff(bytes).map(ImageFormat::mediaType).orElse("application/octet-stream");
    }
}
