package dev.spotter.aws;

import dev.spotter.aws.internal.CallLimits;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/** Clients of a service at any address. Close them when done. */
public final class Clients {
    private final String accessKeyId;
    private final String secretAccessKey;
    private final Region region;

    public Clients(String accessKeyId, String secretAccessKey, String region) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.region = Region.of(region);
    }

    /** For services that look at no signature. */
    public static Clients ofNobody() {
        return new Clients("nobody", "nothing", "us-east-1");
    }

    public S3Client s3(URI endpoint, CallLimits limits) {
        return configure(S3Client.builder(), endpoint, limits)
                .forcePathStyle(true)
                .build();
    }

    public S3Presigner presigner(URI endpoint) {
        return S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    public DynamoDbClient dynamoDb(URI endpoint, CallLimits limits) {
        return configure(DynamoDbClient.builder(), endpoint, limits).build();
    }

    public SageMakerRuntimeClient sageMaker(URI endpoint, CallLimits limits) {
        return configure(SageMakerRuntimeClient.builder(), endpoint, limits).build();
    }

    public LambdaClient lambda(URI endpoint, CallLimits limits) {
        return configure(LambdaClient.builder(), endpoint, limits).build();
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(
            B builder, URI endpoint, CallLimits limits) {
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials())
                // The client closes the HTTP client that it builds.
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(limits.attempt()))
                .overrideConfiguration(limits.configuration());
    }

    private StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey));
    }
}
