package dev.spotter.core.error;

/** An image is stored under this id already, and stays as it was. Final. */
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
