package dev.spotter.local.image.webp;

import java.io.IOException;

/** What is wrong with a WebP file, in words for people, to continue "the WebP image is damaged: ". */
public final class WebpException extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;

    WebpException(String reason) {
        super(reason);
        this.reason = reason;
    }

    static WebpException endsTooEarly() {
        return new WebpException("it ends too early");
    }

    public String reason() {
        return reason;
    }
}
