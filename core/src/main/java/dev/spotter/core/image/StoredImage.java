package dev.spotter.core.image;

/** An image as it is kept: the upload it came by, and its bytes as they came. */
public record StoredImage(Upload upload, ImageBytes bytes) {
    public ImageId id() {
        return upload.id();
    }

    /** The media type by the first bytes; {@code application/octet-stream} where they are of no format that is read. */
    public String contentType() {
        return ImageFormat.sniff(bytes).map(ImageFormat::mediaType).orElse("application/octet-stream");
    }
}
