package dev.spotter.core.error;

import java.time.Duration;

/** More work than can be taken in now; nothing of the request was kept. Passing. */
public final class BusyException extends SpotterException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public BusyException(String message, Duration retryAfter) {
        super(ErrorCode.BUSY, true, message, null);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
