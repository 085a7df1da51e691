package dev.spotter.api;

import dev.spotter.core.error.ErrorCode;

/**
 * The HTTP status of each error code. A new {@link ErrorCode} does not compile before it has a status here.
 */
record ErrorStatus(int status, String title) {

    static ErrorStatus of(ErrorCode code, boolean retryable) {
        return switch (code) {
            case INVALID_REQUEST -> new ErrorStatus(400, "Invalid request");
            case IMAGE_TOO_LARGE -> new ErrorStatus(413, "Image too large");
            case IMAGE_FORMAT_UNSUPPORTED -> new ErrorStatus(415, "Image format not supported");
            case IMAGE_DAMAGED -> new ErrorStatus(422, "Image damaged");
            case IMAGE_TOO_MANY_PIXELS -> new ErrorStatus(422, "Image has too many pixels");
            case IMAGE_NOT_FOUND -> new ErrorStatus(404, "Image not found");
            case IMAGE_ALREADY_STORED -> new ErrorStatus(409, "Image already stored");
            case UPLOAD_FORBIDDEN -> new ErrorStatus(403, "Upload not permitted");
            case DELETION_FORBIDDEN -> new ErrorStatus(403, "Deletion not permitted");
            case BUSY -> new ErrorStatus(503, "Busy");
            case STORAGE_FULL -> new ErrorStatus(507, "Storage full");
            case STORAGE_FAILED -> new ErrorStatus(retryable ? 503 : 500, "Storage failed");
            case CLASSIFICATION_FAILED -> new ErrorStatus(retryable ? 503 : 500, "Classification failed");
            case MODEL_UNUSABLE -> new ErrorStatus(500, "Model unusable");
            case INTERNAL -> new ErrorStatus(500, "Internal error");
        };
    }
}
