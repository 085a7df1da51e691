package dev.spotter.emulator.lambda;

import java.time.Duration;
import java.time.Instant;

/** One invocation, as an environment gets it. Immutable. */
public final class FunctionCall {
    private final String requestId;
    private final String functionArn;
    private final String traceId;
    private final Duration timeout;
    private final Instant deadline;
    private final byte[] event;

    FunctionCall(
            String requestId, String functionArn, String traceId, Duration timeout, Instant deadline, byte[] event) {
        this.requestId = requestId;
        this.functionArn = functionArn;
        this.traceId = traceId;
        this.timeout = timeout;
        this.deadline = deadline;
        this.event = event;
    }

    public String requestId() {
        return requestId;
    }

    public String functionArn() {
        return functionArn;
    }

    /** X-Ray's header; nothing is traced. */
    public String traceId() {
        return traceId;
    }

    public Duration timeout() {
        return timeout;
    }

    /** When the function must be done. */
    public Instant deadline() {
        return deadline;
    }

    /** A copy. */
    public byte[] event() {
        return event.clone();
    }
}
