package dev.spotter.lambda;

import dev.spotter.aws.internal.CallLimits;
import dev.spotter.aws.internal.EmulatedEndpoint;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/**
 * The SDK's clients as a function uses them: region, credentials and endpoints by the SDK's own means, the limits on
 * purpose. Made once a process and never closed: Lambda ends the process.
 */
final class Clients {
    private Clients() {}

    /**
     * A client of S3.
     *
     * @param variables the environment: where it sets an endpoint of its own, that is an emulator, and buckets stand in
     *     the path, for it has no host for each
     */
    static S3Client s3(Map<String, String> variables) {
        return s3(variables, CallLimits.S3);
    }

    /** A client of S3 for calls that carry no image; {@code variables} as for {@link #s3}. */
    static S3Client s3WithoutContent(Map<String, String> variables) {
        return s3(variables, CallLimits.S3_WITHOUT_CONTENT);
    }

    private static S3Client s3(Map<String, String> variables, CallLimits limits) {
        return S3Client.builder()
                .httpClient(limits.newHttpClient())
                .overrideConfiguration(limits.configuration())
                .forcePathStyle(EmulatedEndpoint.isIn(variables))
                .build();
    }

    /** Signs URLs of S3; {@code variables} as for {@link #s3}. */
    static S3Presigner presigner(Map<String, String> variables) {
        return EmulatedEndpoint.isIn(variables)
                ? S3Presigner.builder()
                        .serviceConfiguration(S3Configuration.builder()
                                .pathStyleAccessEnabled(true)
                                .build())
                        .build()
                : presigner(new DefaultAwsRegionProviderChain().getRegion()).build();
    }

    /**
     * With the region in the host everywhere: by itself, the SDK leaves it out in us-east-1, and the page may send only
     * to the host that its policy names.
     */
    static S3Presigner.Builder presigner(Region region) {
        String suffix = PartitionMetadata.of(region).dnsSuffix();
        return S3Presigner.builder().region(region).endpointOverride(URI.create("https://s3." + region + "." + suffix));
    }

    static DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder()
                .httpClient(CallLimits.DYNAMO_DB.newHttpClient())
                .overrideConfiguration(CallLimits.DYNAMO_DB.configuration())
                .build();
    }

    static SageMakerRuntimeClient sageMaker() {
        return SageMakerRuntimeClient.builder()
                .httpClient(CallLimits.SAGEMAKER.newHttpClient())
                .overrideConfiguration(CallLimits.SAGEMAKER.configuration())
                .build();
    }
}
