package dev.spotter.lambda;

import dev.spotter.aws.CallLimits;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/**
 * The SDK's clients as a function uses them: region, credentials and endpoints by the SDK's own means, the limits on purpose. Made once a
 * process and never closed: Lambda ends the process.
 */
final class Clients {
    private Clients() {}

    /**
     * A client of S3.
     *
     * @param variables the environment: where it sets an endpoint of its own, that is an emulator, and buckets stand in the path, for it has no
     *     host for each
     */
    static S3Client s3(Map<String, String> variables) {
        boolean isEmulated = variables.containsKey("AWS_ENDPOINT_URL") || variables.containsKey("AWS_ENDPOINT_URL_S3");
        return S3Client.builder()
                .httpClient(CallLimits.S3.newHttpClient())
                .overrideConfiguration(CallLimits.S3.configuration())
                .forcePathStyle(isEmulated)
                .build();
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
