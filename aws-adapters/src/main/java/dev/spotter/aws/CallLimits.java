package dev.spotter.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * How long a call to a service may take and how often it is tried, so that no call outlives the Lambda that makes it: a
 * function's timeout must be above the sum of the {@link #total()}s of the calls it makes. Receiving an upload is one
 * write to S3 and one to DynamoDB: 26 s. Classifying is a read of S3, a call of SageMaker, two of DynamoDB: 62 s.
 * Looking up by name is two of DynamoDB: 12 s.
 *
 * <p>The SDK's own defaults have no limit on a call and, for DynamoDB, eight retries.
 *
 * @param attempt for one try, from the first byte sent to the last one received
 * @param total for a call with all its tries and the pauses between them
 * @param maxAttempts the first try included
 */
public record CallLimits(Duration attempt, Duration total, int maxAttempts) {
    /** 10 s a try, which carries 25 MiB into a small Lambda; 20 s and 3 tries in all. */
    public static final CallLimits S3 = new CallLimits(Duration.ofSeconds(10), Duration.ofSeconds(20), 3);

    /** 2 s a try, 6 s and 4 tries in all. */
    public static final CallLimits DYNAMO_DB = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(6), 4);

    /** 20 s a try, which a serverless endpoint may need to start; 30 s and 3 tries in all. */
    public static final CallLimits SAGEMAKER = new CallLimits(Duration.ofSeconds(20), Duration.ofSeconds(30), 3);

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int CONFLICT = 409;

    /**
     * @throws IllegalArgumentException if a time is not positive, a try may take longer than the call, or there is no
     *     try
     */
    public CallLimits {
        if (attempt.isZero() || attempt.isNegative() || attempt.compareTo(total) > 0) {
            throw new IllegalArgumentException(
                    "attempt must be above zero and at most total, %s, but was %s".formatted(total, attempt));
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1 but was " + maxAttempts);
        }
    }

    /**
     * The limits for a client's builder: {@code overrideConfiguration(CallLimits.S3.configuration())}. Retried are,
     * with growing pauses, lost connections, answers cut off, throttles, 5xx, and two writers of one S3 object at once
     * (409).
     */
    public ClientOverrideConfiguration configuration() {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(total)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(maxAttempts)
                        .retryOnException(CallLimits::isWriteConflict)
                        // JDK 17's HTTP client takes a lost connection for the end; the checksum shows it.
                        .retryOnException(Crc32MismatchException.class)
                        .build())
                .build();
    }

    /** A new HTTP client that gives up a silent connection within an attempt's time. The caller closes it. */
    public SdkHttpClient newHttpClient() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(attempt)
                .build();
    }

    private static boolean isWriteConflict(Throwable error) {
        return error instanceof SdkServiceException answer && answer.statusCode() == CONFLICT;
    }
}
