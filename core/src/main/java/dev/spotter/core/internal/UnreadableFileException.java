package dev.spotter.core.internal;

import java.io.IOException;
import java.io.Serial;

/** A file is not read because it is too large, a pipe or a device. The message is for people. */
public final class UnreadableFileException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    UnreadableFileException(String reason) {
        super(reason);
    }

    /** Why, in plain words. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
