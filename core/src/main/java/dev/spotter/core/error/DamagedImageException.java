package dev.spotter.core.error;

import org.jspecify.annotations.Nullable;

/** An image that begins like a known format but cannot be read. Permanent. */
public final class DamagedImageException extends SpotterException {
    private static final long serialVersionUID = 1L;

    public DamagedImageException(String message) {
        this(message, null);
    }

    public DamagedImageException(String message, @Nullable Throwable cause) {
        super(ErrorCode.IMAGE_DAMAGED, false, message, cause);
    }
}
