package dev.spotter.emulator;

import java.time.Duration;
import java.util.Map;

/** What goes wrong with a call, on purpose. */
public sealed interface Fault {
    /**
     * The call is not made; the service answers with an error.
     *
     * @param status of HTTP, 400 to 599
     * @param code as the service names it, such as {@code SlowDown}
     * @param message for people
     * @param members further members of the error's body; ignored for S3
     */
    record ServiceError(int status, String code, String message, Map<String, Object> members) implements Fault {
        /** @throws IllegalArgumentException if the status is out of range or the code is blank */
        public ServiceError {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("status must be in 400 to 599 but was " + status);
            }
            if (code.isBlank()) {
                throw new IllegalArgumentException("code must not be blank");
            }
            members = Map.copyOf(members);
        }
    }

    /**
     * The call is made after this time.
     *
     * @param delay not negative
     */
    record Slow(Duration delay) implements Fault {
        /** @throws IllegalArgumentException if the delay is negative */
        public Slow {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("delay must not be negative but was " + delay);
            }
        }
    }

    /**
     * The call is made, with all its effects, but the connection is broken in the middle of its answer; before the
     * answer where it has no body.
     *
     * @param isNoticed whether the connection is reset, which no client overlooks; else it ends in good order, half an
     *     answer sent, and there are clients that take that for the whole one: JDK 17's {@code HttpURLConnection}, and
     *     so the SDK for Java's url-connection-client on it, does where the answer has a Content-Length
     */
    record CutOff(boolean isNoticed) implements Fault {}

    /** The service answers with this error; its message is the code. */
    static Fault error(int status, String code) {
        return error(status, code, code);
    }

    /** The service answers with this error. */
    static Fault error(int status, String code, String message) {
        return new ServiceError(status, code, message, Map.of());
    }

    /**
     * SageMaker's answer for a container that failed.
     *
     * @param originalStatus the container's status, 400 to 599
     */
    static Fault modelError(int originalStatus, String originalMessage) {
        return ModelErrors.of(originalStatus, originalMessage, "any");
    }

    /** The call is made after this time. */
    static Fault slow(Duration delay) {
        return new Slow(delay);
    }

    /** The call is made, the connection is reset in the middle of its answer. */
    static Fault cutOff() {
        return new CutOff(true);
    }

    /** The call is made, half of its answer is sent, and the connection ends as if that were all. */
    static Fault truncated() {
        return new CutOff(false);
    }
}
