package dev.spotter.emulator.lambda;

import java.util.Optional;

/** The result of an invocation: the function's response, its error, or Lambda's refusal to run it. Immutable. */
public final class Invocation {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int THROTTLED = 429;

    private final String requestId;
    private final int status;
    private final byte[] payload;
    private final Optional<String> errorType;
    private final String errorMessage;

    private Invocation(String requestId, int status, byte[] payload, Optional<String> errorType, String errorMessage) {
        this.requestId = requestId;
        this.status = status;
        this.payload = payload;
        this.errorType = errorType;
        this.errorMessage = errorMessage;
    }

    static Invocation success(String requestId, byte[] payload) {
        return new Invocation(requestId, OK, payload, Optional.empty(), "");
    }

    static Invocation accepted(String requestId) {
        return new Invocation(requestId, ACCEPTED, new byte[0], Optional.empty(), "");
    }

    /** @param error as a runtime writes it, with {@code errorType} and {@code errorMessage} */
    static Invocation functionError(String requestId, byte[] error) {
        FunctionError read = FunctionError.read(error);
        return new Invocation(requestId, OK, error, Optional.of(read.type()), read.message());
    }

    static Invocation functionError(String requestId, FunctionError error) {
        return new Invocation(requestId, OK, error.bytes(), Optional.of(error.type()), error.message());
    }

    static Invocation refused(String requestId, int status, String code, String message) {
        return new Invocation(requestId, status, FunctionError.refusal(message), Optional.of(code), message);
    }

    public String requestId() {
        return requestId;
    }

    /** Whether the function succeeded, or its event was accepted. */
    public boolean isSuccess() {
        return errorType.isEmpty();
    }

    /**
     * Whether the function ran, or could not be started, and failed: the header
     * {@code X-Amz-Function-Error: Unhandled}.
     */
    public boolean isFunctionError() {
        return status == OK && errorType.isPresent();
    }

    /** Whether it was not run because too many others were. */
    public boolean isThrottled() {
        return status == THROTTLED;
    }

    /**
     * Of Lambda's response: 200 for what was run, though it failed; 202 for an accepted event; 400 for one that is no
     * JSON, 413 for a request that is too large, 429 for one that was throttled.
     */
    public int status() {
        return status;
    }

    /**
     * The response; of an error, JSON with {@code errorMessage}, {@code errorType} and mostly {@code stackTrace}; a
     * copy.
     */
    public byte[] payload() {
        return payload.clone();
    }

    int size() {
        return payload.length;
    }

    /**
     * What went wrong: an exception's class, or a word of Lambda's such as {@code Sandbox.Timedout} or
     * {@code TooManyRequestsException}.
     */
    public Optional<String> errorType() {
        return errorType;
    }

    /** Empty where nothing went wrong. */
    public String errorMessage() {
        return errorMessage;
    }

    @Override
    public String toString() {
        return errorType
                .map(type -> "Invocation[%s, %d %s: %s]".formatted(requestId, status, type, errorMessage))
                .orElseGet(() -> "Invocation[%s, %d bytes]".formatted(requestId, payload.length));
    }
}
