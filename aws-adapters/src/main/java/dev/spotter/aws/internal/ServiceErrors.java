package dev.spotter.aws.internal;

import dev.spotter.core.error.StorageException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates errors of AWS services. The service's own message is never shown: it names accounts, roles and requests.
 */
public final class ServiceErrors {
    private ServiceErrors() {}

    /**
     * Whether the error is transient: no response, throttling, a concurrent write, a wrong clock, an internal error of
     * the service, or a 400 without a code. The last is no decision of the service about the request: the body of the
     * response was lost, or a proxy sent the response.
     */
    public static boolean isTransient(SdkException error) {
        return !(error instanceof AwsServiceException failure)
                || failure.isThrottlingException()
                || failure.isClockSkewException()
                || (failure.statusCode() == 400 && code(failure).isEmpty())
                || failure.statusCode() == 408
                || failure.statusCode() == 409
                || failure.statusCode() == 429
                || failure.statusCode() >= 500;
    }

    /**
     * The error as one of the storage, transient or permanent as it is.
     *
     * @param what could not be done; the message goes on with {@link #summary}
     */
    public static StorageException storageFailure(String what, SdkException error) {
        String message = "%s: %s".formatted(what, summary(error));
        return isTransient(error)
                ? StorageException.transientFailure(message, error)
                : StorageException.permanentFailure(message, error);
    }

    /** A short form of the error: {@code 503 SlowDown}, or {@code no response}. */
    public static String summary(SdkException error) {
        if (!(error instanceof AwsServiceException failure)) {
            return "no response";
        }
        return code(failure)
                .map(code -> failure.statusCode() + " " + code)
                .orElseGet(() -> Integer.toString(failure.statusCode()));
    }

    private static Optional<String> code(AwsServiceException failure) {
        return Optional.ofNullable(failure.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .filter(code -> !code.isBlank());
    }
}
