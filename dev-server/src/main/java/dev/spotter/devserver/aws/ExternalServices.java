package dev.spotter.devserver.aws;

import dev.spotter.core.classification.Classifier;
import dev.spotter.core.error.StorageException;
import dev.spotter.emulator.lambda.LambdaEmulator;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * S3, DynamoDB and, if the functions have an endpoint, SageMaker as the environment names them, of AWS or of another
 * emulator; the functions stay here. The SDK finds endpoints, region and credentials by its own means.
 */
record ExternalServices(
        LambdaEmulator lambda,
        FunctionClients clients,
        Optional<Classifier> classifier,
        Map<String, String> variables,
        URI imageBucket,
        BucketWatch watch)
        implements Services {
    private static final String ENDPOINT_URL = "AWS_ENDPOINT_URL";
    private static final String ACCOUNT = "000000000000";

    /** Whether the environment names an endpoint. */
    static boolean areNamed(Map<String, String> environment) {
        return environment.keySet().stream().anyMatch(name -> name.startsWith(ENDPOINT_URL));
    }

    /** Whether the functions have an endpoint. */
    static boolean hasEndpoint(Map<String, String> environment) {
        return !environment.getOrDefault("SAGEMAKER_ENDPOINT", "").isBlank();
    }

    /** @throws StorageException if no client can be made, for want of a region or credentials */
    static ExternalServices of(
            Map<String, String> environment, Optional<Classifier> classifier, AwsServerSettings settings) {
        Map<String, String> variables = new HashMap<>();
        if (classifier.isPresent()) {
            settings.zip().map(AwsServerSettings.Zip::modelVariable).ifPresent(variables::putAll);
        }
        variables.put("IMAGE_BUCKET", Stack.BUCKET);
        variables.put("PREDICTION_TABLE", Stack.TABLE);
        variables.putAll(environment);
        try {
            FunctionClients clients = FunctionClients.fromEnvironment();
            String region = new DefaultAwsRegionProviderChain().getRegion().id();
            String bucket = bucket(variables);
            return new ExternalServices(
                    new LambdaEmulator(region, ACCOUNT),
                    clients,
                    classifier,
                    Map.copyOf(variables),
                    clients.imageBucket(bucket),
                    new BucketWatch(clients.s3(), bucket, variables.getOrDefault("IMAGE_PREFIX", Stack.UPLOADS)));
        } catch (SdkException e) {
            throw StorageException.permanentFailure("the services of AWS cannot be used: " + e.getMessage(), e);
        }
    }

    static String bucket(Map<String, String> variables) {
        return variables.getOrDefault("IMAGE_BUCKET", Stack.BUCKET);
    }

    /** The bucket's own CORS rules decide. */
    @Override
    public void allowPages(URI page, Set<String> hosts) {}

    @Override
    public Optional<URI> admin() {
        return Optional.empty();
    }

    @Override
    public void subscribe(Consumer<byte[]> target) {
        watch.start(target);
    }

    @Override
    public boolean awaitEvents() {
        return true;
    }

    @Override
    public void close() {
        watch.close();
        lambda.close();
        clients.close();
    }
}
