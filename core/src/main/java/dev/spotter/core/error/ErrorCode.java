package dev.spotter.core.error;

import java.util.Locale;

/** The kinds of failure, for programs. The text form is part of the HTTP contract and of stored predictions. */
public enum ErrorCode {
    INVALID_REQUEST,
    IMAGE_TOO_LARGE,
    IMAGE_FORMAT_UNSUPPORTED,
    IMAGE_DAMAGED,
    IMAGE_TOO_MANY_PIXELS,
    IMAGE_NOT_FOUND,
    IMAGE_ALREADY_STORED,
    UPLOAD_FORBIDDEN,
    DELETION_FORBIDDEN,
    BUSY,
    STORAGE_FULL,
    STORAGE_FAILED,
    CLASSIFICATION_FAILED,
    MODEL_UNUSABLE,
    INTERNAL;

    /** The code in text: lower case, words joined by hyphens, {@code image-too-large}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The code with this text.
     *
     * @throws IllegalArgumentException if no code has this text
     */
    public static ErrorCode of(String text) {
        for (ErrorCode code : values()) {
            if (code.text().equals(text)) {
                return code;
            }
        }
        throw new IllegalArgumentException("no error code has the text \"" + text + "\"");
    }
}
