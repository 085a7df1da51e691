package dev.spotter.aws.backfill;

import dev.spotter.aws.internal.CallLimits;
import dev.spotter.aws.internal.EmulatedEndpoint;
import dev.spotter.core.error.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The clients of a backfill, which is patient: it waits for a function, and while it is throttled. Thread-safe. */
public record BackfillClients(S3Client s3, DynamoDbClient dynamoDb, LambdaClient lambda) implements AutoCloseable {
    /** An attempt is longer than the function's timeout. */
    private static final CallLimits LIMITS = new CallLimits(Duration.ofMinutes(2), Duration.ofMinutes(15), 10);

    /**
     * With endpoints, region and credentials as the SDK finds them: environment, profile, role.
     *
     * @param environment this process' own
     * @throws StorageException if no region or no credentials are found; the message says what to do
     */
    public static BackfillClients fromEnvironment(Map<String, String> environment) {
        requireRegion();
        AwsCredentialsProvider credentials =
                DefaultCredentialsProvider.builder().build();
        requireCredentials(credentials);
        return new BackfillClients(
                configure(S3Client.builder(), credentials)
                        .forcePathStyle(EmulatedEndpoint.isIn(environment))
                        .build(),
                configure(DynamoDbClient.builder(), credentials).build(),
                configure(LambdaClient.builder(), credentials).build());
    }

    @Override
    public void close() {
        List.<SdkAutoCloseable>of(s3, dynamoDb, lambda).forEach(SdkAutoCloseable::close);
    }

    private static void requireRegion() {
        try {
            DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkException e) {
            throw StorageException.permanentFailure(
                    "no AWS region is set: set AWS_REGION, or a region in the profile", e);
        }
    }

    private static void requireCredentials(AwsCredentialsProvider credentials) {
        try {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            throw StorageException.permanentFailure(
                    "no AWS credentials are found: sign in with the AWS command line, then run"
                            + " eval \"$(aws configure export-credentials --format env)\"",
                    e);
        }
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(
            B builder, AwsCredentialsProvider credentials) {
        return builder.credentialsProvider(credentials)
                .httpClient(LIMITS.newHttpClient())
                .overrideConfiguration(LIMITS.configuration());
    }
}
