package dev.spotter.aws.internal;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Timeouts and retries of calls to a service. A Lambda function's timeout must be above the sum of the
 * {@link #total()}s of its calls. An upload writes once to S3 and once to DynamoDB: 26 s. A classification reads S3
 * once, calls SageMaker once and DynamoDB twice: 62 s. A lookup by name calls DynamoDB twice: 12 s. A deletion
 * calls S3 without content three times and DynamoDB once: 24 s.
 *
 * <p>The SDK's own defaults have no limit on a call and, for DynamoDB, eight retries.
 *
 * @param attempt the timeout of one attempt, from the first byte sent to the last one received
 * @param total the timeout of a call with all attempts and pauses
 * @param maxAttempts the first attempt included
 */
public record CallLimits(Duration attempt, Duration total, int maxAttempts) {
    /** 10 s per attempt, enough for 25 MiB in a small Lambda; 20 s and 3 attempts in total. */
    public static final CallLimits S3 = new CallLimits(Duration.ofSeconds(10), Duration.ofSeconds(20), 3);

    /** For calls of S3 that carry no image: 2 s per attempt; 6 s and 3 attempts in total. */
    public static final CallLimits S3_WITHOUT_CONTENT = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(6), 3);

    /** 2 s per attempt; 6 s and 4 attempts in total. */
    public static final CallLimits DYNAMO_DB = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(6), 4);

    /** 20 s per attempt, because a serverless endpoint may have to start; 30 s and 3 attempts in total. */
    public static final CallLimits SAGEMAKER = new CallLimits(Duration.ofSeconds(20), Duration.ofSeconds(30), 3);

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int CONFLICT = 409;

    /**
     * @throws IllegalArgumentException if a timeout is not positive, {@code attempt} is longer than {@code total}, or
     *     there is no attempt
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
     * The limits for a client's builder: {@code overrideConfiguration(CallLimits.S3.configuration())}. Retried with
     * growing pauses: lost connections, incomplete responses, throttling, 5xx, and concurrent writes to one S3 object
     * (409).
     */
    public ClientOverrideConfiguration configuration() {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(total)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(maxAttempts)
                        .retryOnException(CallLimits::isWriteConflict)
                        // JDK 17's HTTP client takes a lost connection for the end of the response; the checksum shows
                        // it.
                        .retryOnException(Crc32MismatchException.class)
                        .build())
                .build();
    }

    /** A new HTTP client whose read timeout is the attempt's. The caller closes it. */
    public SdkHttpClient newHttpClient() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(attempt)
                .build();
    }

    private static boolean isWriteConflict(Throwable error) {
        return error instanceof SdkServiceException failure && failure.statusCode() == CONFLICT;
    }
}
