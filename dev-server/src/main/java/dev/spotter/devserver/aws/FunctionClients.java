package dev.spotter.devserver.aws;

import dev.spotter.aws.internal.CallLimits;
import dev.spotter.emulator.AwsEmulator;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK's clients of functions in this process, with the limits that they have in Lambda. Thread-safe. */
record FunctionClients(
        S3Client s3,
        S3Client s3WithoutContent,
        S3Presigner presigner,
        DynamoDbClient dynamoDb,
        SageMakerRuntimeClient sageMaker)
        implements AutoCloseable {
    private static final S3Configuration PATH_STYLE =
            S3Configuration.builder().pathStyleAccessEnabled(true).build();

    static FunctionClients of(AwsEmulator aws) {
        AwsCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(aws.accessKeyId(), aws.secretAccessKey()));
        Region region = Region.of(aws.region());
        return new FunctionClients(
                configure(
                                limited(S3Client.builder().forcePathStyle(true), CallLimits.S3),
                                aws.s3(),
                                region,
                                credentials)
                        .build(),
                configure(
                                limited(S3Client.builder().forcePathStyle(true), CallLimits.S3_WITHOUT_CONTENT),
                                aws.s3(),
                                region,
                                credentials)
                        .build(),
                aws.newS3Presigner(),
                configure(limited(DynamoDbClient.builder(), CallLimits.DYNAMO_DB), aws.dynamoDb(), region, credentials)
                        .build(),
                configure(
                                limited(SageMakerRuntimeClient.builder(), CallLimits.SAGEMAKER),
                                aws.sageMakerRuntime(),
                                region,
                                credentials)
                        .build());
    }

    /** With endpoints, region and credentials by the SDK's own means, as in Lambda; buckets stand in the path. */
    static FunctionClients fromEnvironment() {
        return new FunctionClients(
                limited(S3Client.builder().forcePathStyle(true), CallLimits.S3).build(),
                limited(S3Client.builder().forcePathStyle(true), CallLimits.S3_WITHOUT_CONTENT)
                        .build(),
                S3Presigner.builder().serviceConfiguration(PATH_STYLE).build(),
                limited(DynamoDbClient.builder(), CallLimits.DYNAMO_DB).build(),
                limited(SageMakerRuntimeClient.builder(), CallLimits.SAGEMAKER).build());
    }

    /** Where a page has to send what was signed for this bucket. */
    URI imageBucket(String bucket) {
        URI signed = URI.create(presigner
                .presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(1))
                        .putObjectRequest(put -> put.bucket(bucket).key("any")))
                .url()
                .toString());
        return URI.create(signed.getScheme() + "://" + signed.getAuthority());
    }

    @Override
    public void close() {
        List.<SdkAutoCloseable>of(s3, s3WithoutContent, presigner, dynamoDb, sageMaker)
                .forEach(SdkAutoCloseable::close);
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B limited(
            B builder, CallLimits limits) {
        return builder.httpClient(limits.newHttpClient()).overrideConfiguration(limits.configuration());
    }

    private static <B extends AwsClientBuilder<B, ?>> B configure(
            B builder, URI endpoint, Region region, AwsCredentialsProvider credentials) {
        return builder.endpointOverride(endpoint).region(region).credentialsProvider(credentials);
    }
}
