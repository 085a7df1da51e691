package dev.spotter.devserver.aws;

import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.EndpointSettings;
import dev.spotter.emulator.ResponseFormat;
import dev.spotter.emulator.lambda.LambdaEmulator;
import dev.spotter.inference.network.NetworkClassifier;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All services by the emulator, the given classifier behind the endpoint. */
record EmulatedServices(AwsEmulator aws, FunctionClients clients, Map<String, String> variables) implements Services {
    private static final String ENDPOINT = "classifier";

    /** @throws dev.spotter.core.error.StorageException if the directory cannot be used */
    static EmulatedServices start(AwsServerSettings settings, Classifier classifier) {
        AwsEmulator.Builder builder =
                AwsEmulator.builder().classifier(classifier).endpoint(endpoint(classifier));
        settings.data().ifPresent(builder::directory);
        AwsEmulator aws = builder.start();
        settings.faults().forEach(fault -> aws.faults().rate(fault.operation(), fault.share(), fault.fault()));
        aws.s3Events().faults(settings.events());
        Map<String, String> variables = new HashMap<>(aws.environment());
        variables.putAll(Map.of(
                "IMAGE_BUCKET",
                Stack.BUCKET,
                "PREDICTION_TABLE",
                Stack.TABLE,
                "SAGEMAKER_ENDPOINT",
                ENDPOINT,
                "MODEL_NAME",
                classifier.model().name(),
                "MODEL_VERSION",
                classifier.model().version()));
        if (classifier instanceof NetworkClassifier network) {
            variables.putAll(decision(network.decision()));
        }
        return new EmulatedServices(aws, FunctionClients.of(aws), Map.copyOf(variables));
    }

    /** As the deployed application is told it: an endpoint's responses have labels and scores only. */
    private static Map<String, String> decision(DecisionRule rule) {
        return Map.of(
                "UNSURE_BELOW",
                rule.unsureBelow().map(String::valueOf).orElse(""),
                "INDEPENDENT_LABELS",
                rule.independent() ? "on" : "off");
    }

    /** An endpoint that is given no labels has ImageNet's. */
    private static EndpointSettings endpoint(Classifier classifier) {
        EndpointSettings endpoint = EndpointSettings.of(ENDPOINT, ResponseFormat.JUMPSTART);
        return classifier instanceof NetworkClassifier network ? endpoint.withLabels(network.labels()) : endpoint;
    }

    @Override
    public LambdaEmulator lambda() {
        return aws.lambda();
    }

    @Override
    public URI imageBucket() {
        return aws.s3();
    }

    @Override
    public void allowPages(URI page, Set<String> hosts) {
        aws.allowPages(page);
        hosts.forEach(aws::allowPagesOf);
    }

    @Override
    public Optional<URI> admin() {
        return Optional.of(aws.adminPages());
    }

    @Override
    public void subscribe(Consumer<byte[]> target) {
        aws.s3Events().subscribe(Stack.BUCKET, Stack.UPLOADS, target);
        StoredEvent.ofAll(clients.s3(), Stack.BUCKET).forEach(target);
    }

    @Override
    public boolean awaitEvents() throws InterruptedException {
        return aws.s3Events().awaitIdle(AwsServer.LONGEST_STOP);
    }

    @Override
    public void close() {
        clients.close();
        aws.close();
    }
}
