package dev.spotter.aws.internal;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates errors of AWS services. The service's own message is never shown: it names accounts, roles and requests.
 */
public final class ServiceErrors {
    private ServiceErrors() {}

    /**
     * Whether the error is transient: no response, throttling, a concurrent write, a wrong clock, or an internal error
     * of the service.
     */
    public static boolean isTransient(SdkException error) {
        return !(error instanceof AwsServiceException failure)
                || failure.isThrottlingException()
                || failure.isClockSkewException()
                || failure.statusCode() == 408
                || failure.statusCode() == 409
                || failure.statusCode() == 429
                || failure.statusCode() >= 500;
    }

    /** A short form of the error: {@code 503 SlowDown}, or {@code no response}. */
    public static String summary(SdkException error) {
        if (!(error instanceof AwsServiceException failure)) {
            return "no response";
        }
        AwsErrorDetails details = failure.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? Integer.toString(failure.statusCode())
                : failure.statusCode() + " " + details.errorCode();
    }
}
