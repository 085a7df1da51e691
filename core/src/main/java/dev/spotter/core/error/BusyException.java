package dev.spotter.core.error;

import java.time.Duration;

/** Too much work is waiting; nothing of the request was stored. Transient. */
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
