package dev.spotter.core.error;

/** Another image is stored under this id; it is unchanged. Permanent. */
public final class ImageAlreadyStoredException extends SpotterException {
    private static final long serialVersionUID = 1L;

    private final String imageId;

    public ImageAlreadyStoredException(String imageId) {
        super(ErrorCode.IMAGE_ALREADY_STORED, false, "an image is already stored as " + imageId, null);
        this.imageId = imageId;
    }

    public String imageId() {
        return imageId;
    }
}
