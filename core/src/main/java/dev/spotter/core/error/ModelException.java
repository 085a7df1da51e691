package dev.spotter.core.error;

import org.jspecify.annotations.Nullable;

/** A model that cannot be found, read or loaded. Permanent. Adapters may have subclasses for different reasons. */
public non-sealed class ModelException extends SpotterException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        this(message, null);
    }

    public ModelException(String message, @Nullable Throwable cause) {
        super(ErrorCode.MODEL_UNUSABLE, false, message, cause);
    }
}
