package dev.spotter.devserver.aws;

import dev.spotter.aws.CallLimits;
import dev.spotter.emulator.AwsEmulator;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK's clients of functions in this process, with the limits that they have in Lambda. Thread-safe. */
record FunctionClients(S3Client s3, S3Presigner presigner, DynamoDbClient dynamoDb, SageMakerRuntimeClient sageMaker)
        implements AutoCloseable {
    static FunctionClients of(AwsEmulator aws) {
        AwsCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(aws.accessKeyId(), aws.secretAccessKey()));
        Region region = Region.of(aws.region());
        return new FunctionClients(
                configure(S3Client.builder().forcePathStyle(true), aws.s3(), region, credentials)
                        .httpClient(CallLimits.S3.newHttpClient())
                        .overrideConfiguration(CallLimits.S3.configuration())
                        .build(),
                S3Presigner.builder()
                        .endpointOverride(aws.s3())
                        .region(region)
                        .credentialsProvider(credentials)
                        .serviceConfiguration(S3Configuration.builder()
                                .pathStyleAccessEnabled(true)
                                .build())
                        .build(),
                configure(DynamoDbClient.builder(), aws.dynamoDb(), region, credentials)
                        .httpClient(CallLimits.DYNAMO_DB.newHttpClient())
                        .overrideConfiguration(CallLimits.DYNAMO_DB.configuration())
                        .build(),
                configure(SageMakerRuntimeClient.builder(), aws.sageMakerRuntime(), region, credentials)
                        .httpClient(CallLimits.SAGEMAKER.newHttpClient())
                        .overrideConfiguration(CallLimits.SAGEMAKER.configuration())
                        .build());
    }

    @Override
    public void close() {
        List.<SdkAutoCloseable>of(s3, presigner, dynamoDb, sageMaker).forEach(SdkAutoCloseable::close);
    }

    private static <B extends AwsClientBuilder<B, ?>> B configure(
            B builder, URI endpoint, Region region, AwsCredentialsProvider credentials) {
        return builder.endpointOverride(endpoint).region(region).credentialsProvider(credentials);
    }
}
