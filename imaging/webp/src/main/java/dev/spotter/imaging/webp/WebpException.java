package dev.spotter.imaging.webp;

import java.io.IOException;

/** What is wrong with a WebP file, or with reading it, in words for people. */
public final class WebpException extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final boolean unsupported;

    private WebpException(String reason, boolean unsupported) {
        super(reason);
        this.reason = reason;
        this.unsupported = unsupported;
    }

    WebpException(String reason) {
        this(reason, false);
    }

    static WebpException endsTooEarly() {
        return new WebpException("it ends too early");
    }

    static WebpException unsupported(String reason) {
        return new WebpException(reason, true);
    }

    /** Whether the file is of a kind that is not read; else it is damaged. */
    public boolean isUnsupported() {
        return unsupported;
    }

    /** A whole sentence for what is not supported; else to continue "the WebP image is damaged: ". */
    public String reason() {
        return reason;
    }
}
