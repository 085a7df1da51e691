package dev.spotter.imaging;

import java.io.IOException;

/**
 * What a parser of this package found wrong with an image, in words for people. Its message is shown to them; those of
 * codecs, which are written for developers, are not.
 */
final class MalformedImageException extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;

    /** @param reason continues "the JPEG image is damaged: " */
    MalformedImageException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
