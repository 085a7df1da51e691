package dev.spotter.aws;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the adapters tell of an AWS service's errors. Never the service's own words: they name accounts, roles and
 * requests.
 */
public final class ServiceErrors {
    private ServiceErrors() {}

    /**
     * Whether trying again later may help: no answer at all, a throttle, another writer, a wrong clock, or the
     * service's own trouble.
     */
    public static boolean isPassing(SdkException error) {
        return !(error instanceof AwsServiceException answer)
                || answer.isThrottlingException()
                || answer.isClockSkewException()
                || answer.statusCode() == 408
                || answer.statusCode() == 409
                || answer.statusCode() == 429
                || answer.statusCode() >= 500;
    }

    /** The error in a few words: {@code 503 SlowDown}, or {@code no answer} where none came. */
    public static String summary(SdkException error) {
        if (!(error instanceof AwsServiceException answer)) {
            return "no answer";
        }
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? Integer.toString(answer.statusCode())
                : answer.statusCode() + " " + details.errorCode();
    }
}
