package dev.spotter.emulator;

import java.time.Duration;
import java.util.Map;

/** A fault injected into a call. */
public sealed interface Fault {
    /**
     * The service returns an error and does not execute the call.
     *
     * @param status of HTTP, 400 to 599
     * @param code the service's name for it, such as {@code SlowDown}
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
     * The call is delayed by this time.
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
     * The call is executed, but the connection ends in the middle of the response, or before it if it has no body.
     *
     * @param isNoticed whether the connection is reset, which every client notices. If not, it is closed normally after
     *     half of the response, which some clients take for the whole: JDK 17's {@code HttpURLConnection}, and the
     *     SDK's url-connection-client based on it, do so if the response has a Content-Length
     */
    record CutOff(boolean isNoticed) implements Fault {}

    /** The service returns this error; its message is the code. */
    static Fault error(int status, String code) {
        return error(status, code, code);
    }

    /** The service returns this error. */
    static Fault error(int status, String code, String message) {
        return new ServiceError(status, code, message, Map.of());
    }

    /**
     * SageMaker's error for a failed container.
     *
     * @param originalStatus the container's status, 400 to 599
     */
    static Fault modelError(int originalStatus, String originalMessage) {
        return ModelErrors.of(originalStatus, originalMessage, "any");
    }

    /** The call is delayed by this time. */
    static Fault slow(Duration delay) {
        return new Slow(delay);
    }

    /** The call is executed, and the connection is reset in the middle of the response. */
    static Fault cutOff() {
        return new CutOff(true);
    }

    /** The call is executed, and the connection is closed normally after half of the response. */
    static Fault truncated() {
        return new CutOff(false);
    }
}
